"""What `make site` does beside turning docs/ into pages. MkDocs calls the functions that begin with on_.

The README becomes the first page, the other documents of the repository's top, the manual pages, the pictures
and the gallery get pages of their own, and a link to any other file of the repository leads to that file: at
SITE_SOURCE where the repository can be read there, else to a copy that comes along.
"""
import collections
import logging
import os
import posixpath
import re
import shutil
import subprocess

import jieba
from markdown_it import MarkdownIt
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
OURS = "packaging/site"
CHINESE = "zh-CN"
# Documents of the top, and the page that each becomes.
TOP = {
    "README.md": "index.md",
    "README.zh-CN.md": f"{CHINESE}/index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CODE_OF_CONDUCT.md": "code-of-conduct.md",
}
PROJECT = ["changelog.md", "contributing.md", "security.md", "code-of-conduct.md"]
PICTURES = (".svg", ".png", ".gif", ".webp")
# A picture of the gallery: STATE-SIZE-LOOK.svg.
GALLERY = re.compile(r"(?P<state>.+)-(?P<size>\d+x\d+)-(?P<look>[^.]+)\.\w+")
# Code, in which nothing is a link; then a link or picture of Markdown, one by reference, one of HTML.
LINK = re.compile(
    r"(?P<code>^ *(?P<fence>```+|~~~+).*?^ *(?P=fence)[`~]*\s*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<before>\]\(<?|^ *\[[^\]\n]+\]: +<?|(?P<html>\b(?:src|href|srcset)=\"))"
    r"(?P<target>[^\s)>\"#]+)(?P<anchor>#[^\s)>\"]*)?",
    re.MULTILINE | re.DOTALL)
LOOKS = ["dark", "light"]
TAGS = "h1 h2 h3 h4 h5 h6 ul ol li table tr th td pre code em strong img blockquote".split()

log = get_plugin_logger("site")


def path_of(*parts):
    return os.path.join(ROOT, *parts)


def read(path):
    with open(path_of(path), encoding="utf-8") as file:
        return file.read()


def entries(folder, *ends):
    """The names in a folder of the repository that end so, sorted; none where there is no such folder."""
    names = os.listdir(path_of(folder)) if os.path.isdir(path_of(folder)) else []
    return sorted(name for name in names if name.endswith(ends))


class Pages:
    """Which page stands for which file or folder of the repository, and the text of those made here."""

    def __init__(self):
        self.page_of, self.made, self.copied = {}, {}, {}
        for folder, _, names in os.walk(path_of("docs")):
            for name in names:
                if name.endswith(".md"):
                    path = os.path.relpath(os.path.join(folder, name), ROOT).replace(os.sep, "/")
                    self.page_of[path] = path.removeprefix("docs/")
        for path, page in TOP.items():
            if os.path.exists(path_of(path)) and page not in self.page_of.values():
                self.make(page, read(path), path)
        for name in entries("docs/man", ".1", ".5", ".7"):
            self.make(f"man/{name}.md", manual_page(name), f"docs/man/{name}")
        if "docs/images/index.md" not in self.page_of:
            self.make("images/index.md", picture_page())
        self.page_of["docs/images"] = "images/index.md"
        if entries("docs/gallery", *PICTURES):
            self.gallery()
        if (first := f"{CHINESE}/index.md") in self.page_of.values():
            self.page_of[f"docs/{CHINESE}"] = first

    def make(self, page, text, path=None):
        self.made[page] = text
        self.page_of[path or f"docs/{page}"] = page

    def gallery(self):
        """The gallery's own page and below it the pictures that it does not show, or all on a page made here."""
        own = "docs/gallery/index.md"
        text = read(own) if own in self.page_of else "# Gallery\n"
        names = [name for name in entries("docs/gallery", *PICTURES) if name not in text]
        self.make("gallery/index.md", text + gallery_text(names), own)
        self.page_of["docs/gallery"] = "gallery/index.md"

    def bring(self, path):
        """A page that shows a file of the repository as it is, or what a folder holds; a copy of a picture."""
        name = posixpath.basename(path)
        if name.endswith(PICTURES):
            self.page_of[path] = self.copied[path] = f"repository/{path}"
            return
        page = f"repository/{path}.md"
        if os.path.isdir(path_of(path)):
            page = f"repository/{path}/index.md"
            self.page_of[path] = page
            files = [f"{path}/{each}" for each in entries(path, "")]
            lines = [f"- {posixpath.basename(each)}" if os.path.isdir(path_of(each))
                     else f"- [{posixpath.basename(each)}]({address(page, self.reach(each))})" for each in files]
            body = "\n".join(lines)
        else:
            text = read(path).rstrip("\n")
            fence = "`" * (1 + max((len(run) for run in re.findall("`{3,}", text)), default=2))
            language = posixpath.splitext(name)[1].lstrip(".")
            body = f"{fence}{language}\n{text}\n{fence}"
        self.make(page, f"---\nsearch: {{ exclude: true }}\n---\n\n# {name}\n\n{path} in the repository:\n\n{body}\n", path)

    def reach(self, path):
        """The page for a file of the repository that a document links; made now where there is none."""
        if path not in self.page_of:
            self.bring(path)
        return self.page_of[path]

    def source_of(self, page):
        return next((path for path, each in self.page_of.items() if each == page and not os.path.isdir(path_of(path))),
                    f"docs/{page}")


def manual_page(name):
    """A page of the manual. Its headings become Markdown's, so that contents and search know them."""
    if not shutil.which("mandoc"):
        raise PluginError("mandoc is missing, which makes pages of the manual. Debian: apt-get install mandoc")
    page = subprocess.run(
        ["mandoc", "-T", "html", "-O", "fragment", path_of("docs/man", name)],
        check=True, capture_output=True, text=True).stdout
    body = page[page.index('<div class="manual-text">') + len('<div class="manual-text">'):page.rindex("</div>")]
    body = re.sub(r"</?section[^>]*>", "", body)
    for level, mark in [("1", "##"), ("2", "###")]:
        body = re.sub(
            rf"<h{level}[^>]*>(.*?)</h{level}>",
            lambda found: f"\n\n{mark} {plain(found[1])}\n\n", body, flags=re.DOTALL)
    body = re.sub(r"<pre[^>]*>\n?(.*?)</pre>", r"<pre><code>\1</code></pre>", body, flags=re.DOTALL)
    body = re.sub(r'<dt id="', '<dt id="term-', body)  # some are called like a heading
    # A term stands in bold; the link to itself around it would look like one to elsewhere.
    body = re.sub(r'<a class="permalink"[^>]*>(.*?)</a>', r"\1", body, flags=re.DOTALL)

    def other(found):
        file = f"{found[1]}.{found[2]}"
        return f'<a href="{file}.html">{found[0]}</a>' if os.path.exists(path_of("docs/man", file)) else found[0]

    body = re.sub(r"<b>([\w-]+)</b>\((\d)\)", other, body)
    stem, section = name.rsplit(".", 1)
    return f"# {stem}({section})\n\n{body}\n"


def plain(html):
    """A heading's words, with what Markdown would read as signs of its own taken for letters."""
    words = " ".join(re.sub(r"<[^>]*>", "", html).split())
    return re.sub(r"([\[\]*_`])", r"\\\1", words)


def picture_page():
    shown = "".join(f"## {name}\n\n![{name}]({name})\n\n" for name in entries("docs/images", *PICTURES))
    return f"# Pictures\n\nThe pictures of these pages; most are drawn by the program itself (`make docs`).\n\n{shown}"


def gallery_text(names):
    """Pictures under a heading for each state; those whose names say nothing of a state come last."""
    states = collections.defaultdict(list)
    for name in names:
        found = GALLERY.fullmatch(name)
        states[found["state"] if found else ""].append((name, found))
    text = ""
    for state in sorted(states, key=lambda state: (not state, state)):
        text += f"\n## {state.replace('-', ' ').capitalize() or 'Others'}\n\n<div class=\"gallery\">\n"
        for name, found in sorted(states[state], key=lambda each: order(*each)):
            caption = f"{found['size'].replace('x', ' × ')}, {found['look'].replace('-', ' ')}" if found else name
            text += (f'<figure><a href="{name}"><img src="{name}" alt="{state} {caption}" loading="lazy"></a>'
                     f"<figcaption>{caption}</figcaption></figure>\n")
        text += "</div>\n"
    return text


def order(name, found):
    """By look, the common ones first; then from the smallest screen to the largest."""
    if not found:
        return 0, name, []
    look = found["look"]
    place = LOOKS.index(look) if look in LOOKS else len(LOOKS)
    return place, look, [int(side) for side in found["size"].split("x")]


def address(page, target):
    """How a page writes a link to another page or file of the site."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def repository_path(page, target):
    """The file or folder of the repository that a document's link means, or None where it means none."""
    if re.match(r"[a-z][a-z+.-]*:|/|#", target):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(PAGES.source_of(page)), target))
    inside = not path.startswith("..") and os.path.exists(path_of(path))
    return path if inside else None


def destination(page, path, source):
    """Where a link to a file of the repository leads: a page or file of the site, or an address elsewhere."""
    if path in PAGES.page_of:
        return PAGES.page_of[path]
    if path.startswith("docs/") and os.path.isfile(path_of(path)):
        return path.removeprefix("docs/")
    # A picture is never fetched from another host.
    return f"{source.rstrip('/')}/{path}" if source and not path.endswith(PICTURES) else PAGES.reach(path)


def linked(page, text, source):
    """A document's text with its links as the site needs them."""
    def replace(found):
        path = None if found["code"] else repository_path(page, found["target"])
        if path is None:
            return found[0]
        goal, anchor = destination(page, path, source), found["anchor"] or ""
        if "://" not in goal:
            if goal.startswith("repository/"):
                anchor = ""  # a line's number means something only where the repository is read
            goal = address(page, goal)
            # MkDocs finds the page behind a link of Markdown, not behind one of HTML.
            if found["html"]:
                goal = re.sub(r"\.md$", ".html", goal)
        return found["before"] + goal + anchor

    return LINK.sub(replace, text)


def on_config(config):
    global PAGES
    PAGES = Pages()
    # It parts Chinese words for the search.
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = path_of(".build")
    known = set(PAGES.page_of.values())
    reading = re.findall(r"[\w./-]+\.md", str(config.nav))
    named = set(reading)

    def section(title, pages):
        pages = [page for page in pages if page in known]
        named.update(pages)
        if pages:
            config.nav.append({title: pages})

    section("Manual", sorted((page for page in known if page.startswith("man/")), key=lambda page: page.split(".")[-2:]))
    section("Pictures", ["gallery/index.md", "images/index.md"])
    section("Project", PROJECT)
    chinese = sorted(page for page in known if page.startswith(f"{CHINESE}/"))
    place = {f"{CHINESE}/{page}": number for number, page in enumerate(reading)}
    chinese.sort(key=lambda page: place.get(page, len(place)))
    more = sorted(known - named - set(chinese))
    section("More", more)
    section("中文", chinese)
    if more:
        log.info(f"mkdocs.yml does not name {', '.join(more)}")
    return config


def on_files(files, config):
    source = config.extra["source"]
    for name in entries(OURS, ".css", ".js", ".svg"):
        files.append(File.generated(config, f"assets/{name}", abs_src_path=path_of(OURS, name)))
    # The links first: what they need beside the pages is made while they are read.
    texts = {page: PAGES.made.get(page) or read(f"docs/{page}") for page in set(PAGES.page_of.values())}
    for page, text in texts.items():
        linked(page, text, source)
    for page, text in PAGES.made.items():
        if (old := files.get_file_from_path(page)) is not None:
            files.remove(old)
        files.append(File.generated(config, page, content=text))
    for path, copy in PAGES.copied.items():
        files.append(File.generated(config, copy, abs_src_path=path_of(path)))
    for name in entries("docs/man", ""):
        files.remove(files.get_file_from_path(f"man/{name}"))
    return files


def on_page_markdown(markdown, page, config, files):
    if page.file.src_uri.startswith("repository/"):
        return markdown
    return linked(page.file.src_uri, markdown, config.extra["source"])


def on_page_content(html, page, config, files):
    """Warns of what a repository's view shows and the site does not: the two read Markdown by different rules."""
    expected = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(page.markdown)
    theirs, ours = (collections.Counter(re.findall(r"<(\w+)", text)) for text in (expected, html))
    for tag in TAGS:
        if theirs[tag] != ours[tag]:
            log.warning(f"{page.file.src_uri} has {theirs[tag]} <{tag}> by CommonMark, and {ours[tag]} on the site")
    return html


def on_page_context(context, page, config, nav):
    """The words around a Chinese page are Chinese too."""
    config.theme["language"] = "zh" if page.file.src_uri.startswith(f"{CHINESE}/") else "en"
    return context
