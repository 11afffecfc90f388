#include "model/waiver.h"

sl_severity sl_waiver_severity(const sl_strategy *s, const sl_item *item, sl_code code)
{
    SL_EACH (w, sl_yaml_lookup(item->front, "waive")) {
        sl_date until;
        if (sl_str_equal_z(sl_yaml_text(w, "rule"), sl_code_rule(code)) &&
            sl_date_parse(sl_yaml_text(w, "until"), &until) &&
            sl_date_days(until) >= sl_date_days(s->as_of))
            return SL_SEVERITY_OFF;
    }
    return sl_framework_severity(s->framework, code, item->state);
}
