"""The routes of the catalogue in one router."""

from fastapi import APIRouter

from ngckg.web.catalogue import changes, discovery, feeds, fhir, lookup, records, releases

router = APIRouter()
for part in (lookup, discovery, changes, feeds, releases, records, fhir):
    router.include_router(part.router)
