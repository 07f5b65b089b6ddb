"""Who publishes, who answers questions and who gives access: the agents of the records.

All of it comes from the settings. Their defaults are placeholders that say so, since a catalogue
record must name someone and a wrong name is worse than none.
"""

from typing import Final

import pyoxigraph as ox

from ngckg.catalogue.codes import HEALTH
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import about, links, plain, term, text
from ngckg.settings import Settings

#: The settings whose defaults are placeholders.
_TO_CONFIRM: Final = (
    "publisher_name",
    "publisher_name_da",
    "publisher_url",
    "publisher_email",
    "contact_name",
    "contact_url",
    "contact_email",
    "hdab_name",
    "hdab_name_da",
    "hdab_url",
    "hdab_email",
)


def placeholders(settings: Settings) -> list[str]:
    """What still stands for something that nobody has confirmed: `NGCKG_HDAB_NAME is …`."""
    named = [
        f"NGCKG_{name.upper()} is the placeholder “{getattr(settings, name)}”"
        for name in _TO_CONFIRM
        if getattr(settings, name) == Settings.model_fields[name].default
    ]
    # Its default is a kind that there is, since the shapes allow no other: only being set counts.
    if "publisher_type" not in settings.model_fields_set:
        named.append(f"NGCKG_PUBLISHER_TYPE is the placeholder “{settings.publisher_type}”")
    return named


def describe(site: Site, settings: Settings) -> list[ox.Triple]:
    """The publisher, the health data access body and the contact, each with its addresses."""
    return [
        *_publisher(site, settings),
        *_access_body(site, settings),
        *_contact(site, settings),
    ]


def _publisher(site: Site, settings: Settings) -> list[ox.Triple]:
    kind = f"{HEALTH}/publisher-type/{settings.publisher_type}"
    name = text(settings.publisher_name, settings.publisher_name_da)
    address = (str(settings.publisher_url), settings.publisher_email)
    return _agent(site.publisher, site.publisher_contact, name, address, kind)


def _access_body(site: Site, settings: Settings) -> list[ox.Triple]:
    kind = f"{HEALTH}/publisher-type/national-authority"
    name = text(settings.hdab_name, settings.hdab_name_da)
    address = (str(settings.hdab_url), settings.hdab_email)
    return _agent(site.access_body, site.access_body_contact, name, address, kind)


def _agent(
    iri: str,
    contact: str,
    name: tuple[ox.Literal, ox.Literal],
    address: tuple[str, str],
    kind: str,
) -> list[ox.Triple]:
    """An agent whose address stands three times: CKAN, HealthDCAT-AP and GDI's portal differ."""
    page, email = address
    return [
        # Exactly foaf:Agent: the shapes ask for the class without looking at subclasses.
        *about(
            iri,
            "foaf:Agent",
            ("foaf:name", name),
            ("foaf:homepage", links(page)),
            ("foaf:mbox", links(f"mailto:{email}")),
            ("dcterms:type", links(kind)),
            ("cv:contactPoint", links(contact)),
        ),
        *about(
            contact,
            "cv:ContactPoint",
            ("cv:email", plain(email)),
            ("cv:contactPage", links(page)),
        ),
        ox.Triple(ox.NamedNode(page), term("rdf:type"), term("foaf:Document")),
    ]


def _contact(site: Site, settings: Settings) -> list[ox.Triple]:
    # Exactly vcard:Kind, likewise.
    return about(
        site.contact,
        "vcard:Kind",
        ("vcard:fn", plain(settings.contact_name)),
        ("vcard:hasEmail", links(f"mailto:{settings.contact_email}")),
        ("vcard:hasURL", links(str(settings.contact_url))),
    )
