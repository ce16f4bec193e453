"""An answer to take away: as text, Markdown, Word, PDF, as a page to print, and shared without the person's words."""

from assistant.web.export.document import reply_docx
from assistant.web.export.page import print_page, share_router
from assistant.web.export.pdf import answer_pdf
from assistant.web.export.sharing import shareable
from assistant.web.export.text import reply_markdown, reply_text

__all__ = ["answer_pdf", "print_page", "reply_docx", "reply_markdown", "reply_text", "share_router", "shareable"]
