"""Run by the Python that has CKAN: Turtle in, the datasets that CKAN would make of it out, as JSON.

python ckan_parser.py PROFILE LOCALE < catalog.ttl
"""

import json
import sys


def main(profile: str, locale: str) -> None:
    from ckan.common import config  # type: ignore[import-not-found]
    from ckanext.dcat.processors import RDFParser  # type: ignore[import-not-found]

    config["ckan.locale_default"] = locale
    parser = RDFParser(profiles=[profile])
    parser.parse(sys.stdin.read(), _format="turtle")
    json.dump(list(parser.datasets()), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
