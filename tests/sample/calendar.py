#!/usr/bin/env python3
"""calendar.ics as a calendar program reads it, as TAP: by icalendar, a parser that is not ours.

calendar.py PROGRAM CONTENT
"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.append("/usr/lib/python3/dist-packages")
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap
from tap import say


def build(program, content, out):
    subprocess.run([program, "build", content, "-o", out, "-f", "ics", "-q"], check=True)
    return (out / "calendar.ics").read_bytes()


def main():
    program, content = sys.argv[1:]
    try:
        import icalendar
    except ImportError:
        tap.skip("the calendar", "python3-icalendar")
        return tap.end()
    with tempfile.TemporaryDirectory() as name:
        data = build(program, content, pathlib.Path(name))
        calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    say(len(events) >= 8, f"{len(events)} events")
    say(all(event.errors == [] for event in events), "without an error of the parser", [event.errors for event in events])
    uids = [str(event["UID"]) for event in events]
    say(len(set(uids)) == len(uids) and all("@" in uid for uid in uids), "each with a UID of its own", uids)
    say(all(event["DTEND"].dt > event["DTSTART"].dt for event in events), "each ends after it begins")
    rounds = [event for event in events if str(event["UID"]).startswith("EVT-BOARDS-2026@")]
    say(len(rounds) == 1 and (rounds[0]["DTEND"].dt - rounds[0]["DTSTART"].dt).days == 12, "the last day of several counts", rounds)
    say(len(rounds) == 1 and str(rounds[0]["LOCATION"]) == "Chelmsford, Southend-on-Sea, Maidstone and Lewes",
        "commas are read as commas", rounds and rounds[0].get("LOCATION"))
    say(any(str(event["UID"]).startswith("GAT-") for event in events), "gates stand in it")
    lines = data.split(b"\r\n")
    say(all(len(line) <= 75 for line in lines) and b"\n" not in b"".join(lines), "lines are folded at 75 octets")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
