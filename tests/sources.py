"""The sources of a strategy as another program reads them: PyYAML, and nothing of ours."""
import re
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian puts it, whichever Python runs
import yaml  # noqa: E402


def read_yaml(path):
    return yaml.safe_load(path.read_text())


def front_matter(path):
    """The front matter of a Markdown file as a map; None when it has none."""
    found = re.match(r"---\n(.*?)\n---\n", path.read_text(), re.S)
    return yaml.safe_load(found[1]) if found else None
