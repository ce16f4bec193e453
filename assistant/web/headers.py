"""The headers of every answer of the server: nothing is loaded from, sent to or framed by another host than allowed."""

from __future__ import annotations

from collections.abc import Sequence


def headers_for(embed_origins: Sequence[str] = ()) -> dict[str, str]:
    """The headers.

    Args:
        embed_origins: origins such as `https://www.example.gov.cn` whose pages may show this one in a frame.
    """
    ancestors = " ".join(["'self'", *embed_origins])
    headers = {
        # Gradio's own pages need inline scripts and styles.
        "Content-Security-Policy": (
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
            f"frame-ancestors {ancestors}; base-uri 'self'; form-action 'self'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    }
    # The older header knows no list of origins; where some are allowed, the policy above speaks alone.
    return headers if embed_origins else {**headers, "X-Frame-Options": "SAMEORIGIN"}
