"""Small pages that hold one behaviour of the browser script each; served only by test_browser_scripts."""

from __future__ import annotations

from django.contrib.messages import get_messages, success
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.urls import path
from django.utils.safestring import mark_safe

FRAME = """{% load static %}<!DOCTYPE html><html lang="zh-hans"><head><meta charset="utf-8"><title>页</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="{% static 'dist/xuncha.css' %}">
<script defer src="{% static 'dist/office.js' %}"></script>
<meta name="csrf-token" content="{{ csrf_token }}"></head><body><main><h1>页</h1>{{ body }}
<svg class="icon" aria-hidden="true"><use href="{% static 'dist/icons.svg' %}#home"></use></svg></main></body></html>"""

CONFIRM = """<form method="post" data-confirm="真的销号吗？">{% csrf_token %}<button name="way" value="close">销号</button></form>
<p>收到 {{ request.POST.way }}</p>"""
FILTER = """<form data-autosubmit><label>状态<select name="state"><option>全部</option><option>逾期</option></select></label></form>
<p>筛选 {{ request.GET.state }}</p>"""
UPLOAD = """<form method="post" enctype="multipart/form-data" data-upload>{% csrf_token %}
<label>文件<input type="file" name="file"></label><button>上传</button></form>{% for said in said %}<p>{{ said }}</p>{% endfor %}"""
STEPS = """<div class="step-line" tabindex="0"><ol>{% for n in "123456789" %}
<li{% if n == "8" %} aria-current="step"{% endif %}>第{{ n }}步，已经办结，有日期</li>{% endfor %}</ol></div>"""
HTMX = """<button hx-get="/piece" hx-target="#here">取来</button><p id="here"></p>"""


def shown(request: HttpRequest, body: str, **context: object) -> HttpResponse:
    """Put a body into the frame."""
    from django.middleware.csrf import get_token

    inner = Template(body).render(Context({"request": request, "csrf_token": get_token(request), **context}))
    return HttpResponse(Template(FRAME).render(Context({"body": mark_safe(inner), "csrf_token": get_token(request)})))


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and say its size after a redirect, as the real pages do."""
    if request.method == "POST":
        success(request, f"收到 {request.FILES['file'].size} 字节")
        return HttpResponseRedirect("/upload")
    return shown(request, UPLOAD, said=get_messages(request))


def badges(request: HttpRequest) -> HttpResponse:
    """Show every colour text may have."""
    colours = ["red", "orange", "yellow", "green", "teal", "cyan", "azure", "blue", "indigo", "purple", "pink"]
    marks = "".join(f'<span class="badge bg-{colour}-lt">{colour}</span> ' for colour in colours)
    texts = "".join(f'<p class="text-{colour}">{colour}</p>' for colour in [*colours, "secondary", "muted"])
    return shown(
        request, f'<p>{marks}</p>{texts}<p><a href="/filter">链接</a> <button class="btn btn-primary">主要</button></p>'
    )


urlpatterns = [
    path("confirm", lambda request: shown(request, CONFIRM)),
    path("filter", lambda request: shown(request, FILTER)),
    path("upload", upload),
    path("steps", lambda request: shown(request, STEPS)),
    path("htmx", lambda request: shown(request, HTMX)),
    path("piece", lambda request: HttpResponse("<b>一片</b>")),
    path("colours", badges),
]
