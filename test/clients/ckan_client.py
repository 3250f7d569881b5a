"""Calls a CKAN site the way ckanapi does, with nothing but the standard library.

Usage: ckan_client.py ADDRESS TOKEN ORGANIZATION. Prints one JSON object with what it saw; exits 1 at the first surprise.
"""

import json
import sys
import urllib.error
import urllib.request
import uuid


class CKANAPIError(Exception):
    pass


class NotFound(CKANAPIError):
    pass


class NotAuthorized(CKANAPIError):
    pass


class ValidationError(CKANAPIError):
    pass


class SearchQueryError(CKANAPIError):
    pass


class SearchError(CKANAPIError):
    pass


CLASSES = {
    "Not Found Error": NotFound,
    "Authorization Error": NotAuthorized,
    "Validation Error": ValidationError,
    "Search Query Error": SearchQueryError,
    "Search Error": SearchError,
}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        raise CKANAPIError("redirected")


OPENER = urllib.request.build_opener(NoRedirect)


class RemoteCKAN:
    def __init__(self, address, apikey=None):
        self.address = address.rstrip("/")
        self.apikey = apikey

    def call_action(self, action, data=None, files=None):
        headers = {"User-Agent": "ckanapi/4.11"}
        if self.apikey:
            headers["Authorization"] = self.apikey
            headers["X-CKAN-API-Key"] = self.apikey
        if files:
            body, headers["Content-Type"] = multipart(data or {}, files)
        else:
            body = json.dumps(data or {}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.address + "/api/action/" + action, body, headers)
        try:
            with OPENER.open(request) as reply:
                status, text = reply.status, reply.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode("utf-8")
        parsed = json.loads(text)
        if isinstance(parsed, dict) and parsed.get("success"):
            assert status == 200, status
            return parsed["result"]
        err = parsed.get("error", {}) if isinstance(parsed, dict) else {}
        raise CLASSES.get(err.get("__type"), CKANAPIError)(json.dumps(err) if err else text)


def multipart(data, files):
    boundary = uuid.uuid4().hex
    body = b""
    for key, value in data.items():
        body += ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n" % (boundary, key, value)).encode()
    for key, (name, content) in files.items():
        head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n"
        body += (head % (boundary, key, name)).encode() + content + b"\r\n"
    return body + ("--%s--\r\n" % boundary).encode(), "multipart/form-data; boundary=" + boundary


def raised(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except CKANAPIError as error:
        return type(error).__name__
    return "nothing"


def main():
    address, token, organization = sys.argv[1:4]
    public, own = RemoteCKAN(address), RemoteCKAN(address, token)
    # ckanapi dump datasets --all
    dumped = [public.call_action("package_show", {"id": name}) for name in public.call_action("package_list")]
    paged, start = [], 0
    while True:
        page = public.call_action("package_search", {"rows": 2, "start": start, "sort": "id asc"})["results"]
        if not page:
            break
        paged += [dataset["id"] for dataset in page]
        start += 2
    found = public.call_action("package_search", {"q": "trường", "facet.field": ["organization", "tags"]})
    table = next(r for d in dumped for r in d["resources"] if r["datastore_active"])
    with urllib.request.urlopen(table["url"].replace("http://nguon.test", address)) as reply:
        first_line = reply.readline().decode("utf-8-sig").strip()
    errors = {
        "NotFound": raised(public.call_action, "package_show", {"id": "khong-co"}),
        "ValidationError": raised(own.call_action, "package_create", {}),
        "NotAuthorized": raised(public.call_action, "package_create", {"name": "a-b"}),
        "SearchQueryError": raised(public.call_action, "package_search", {"limit": 3}),
        "SearchError": raised(public.call_action, "package_search", {"q": "{!join}a"}),
        "CKANAPIError": raised(public.call_action, "khong_co"),
    }
    # ckanapi load datasets, then a file
    made = own.call_action("package_create", {"name": "tu-python", "title": "Từ Python", "owner_org": organization})
    sent = own.call_action(
        "resource_create",
        {"package_id": made["id"], "name": "Bảng"},
        files={"upload": ("bang.csv", "Tỉnh,Số\nHà Nội,1\nHuế,2\n".encode("utf-8"))},
    )
    print(
        json.dumps(
            {
                "dumped": [dataset["name"] for dataset in dumped],
                "paged": paged == sorted(dataset["id"] for dataset in dumped),
                "found": found["count"],
                "facets": sorted(found["search_facets"]),
                "first_line": first_line,
                "errors": errors,
                "made": [made["name"], made["state"]],
                "sent": [sent["name"], sent["state"], sent["datastore_active"]],
                "hidden": raised(public.call_action, "package_show", {"id": made["id"]}),
                "seen": own.call_action("package_show", {"id": made["id"]})["num_resources"],
            }
        )
    )


main()
