"""Addresses, all made from the two tables: `resources` to read, `verbs` to act."""

from __future__ import annotations

from ninja import NinjaAPI, Router

from xuncha.web.api import errors, files, reading, writing
from xuncha.web.api.doors import DOORS

api = NinjaAPI(
    title="巡察通",
    version="1",
    description="与页面同样的权限、同样的办理。用接口令牌（Authorization: Bearer）或登录会话访问。",
    auth=DOORS,
    # Its page of documentation fetches scripts from outside.
    docs_url=None,
    urls_namespace="api",
)
errors.install(api)
# One router for both: an address that is read and written is one address.
tables = Router()
reading.add_to(tables)
writing.add_to(tables)
files.add_to(tables)
api.add_router("", tables)
urlpatterns = api.urls[0]
app_name = "api"
