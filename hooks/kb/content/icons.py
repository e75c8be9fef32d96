"""Line drawings for modalities and links, 24 by 24, drawn for this site.

Each value is the inside of an SVG element whose lines take the colour of the text around it.
"""

ICONS: dict[str, str] = {
    "image": '<rect x="3" y="4" width="18" height="16" rx="2"/><circle cx="8.5" cy="9.5" r="1.6"/><path d="m4 18 5.5-5 3.5 3 3-2.5 4 3.5"/>',
    "images": '<rect x="3" y="7" width="14" height="13" rx="2"/><path d="M7 4h12a2 2 0 0 1 2 2v10M4 18l4-4 3 2.5 2-1.5 3.5 3"/>',
    "layers": '<path d="m12 3 9 5-9 5-9-5 9-5Zm-9 9.5 9 5 9-5M3 16.5l9 5 9-5"/>',
    "mask": '<rect x="3" y="4" width="18" height="16" rx="2" stroke-dasharray="3 2.5"/><path d="M8 17c-1-6 1-9 4.5-9s5 3 3.5 9Z" fill="currentColor" fill-opacity=".25"/>',
    "boxes": '<path d="M3 8V5a2 2 0 0 1 2-2h3m8 0h3a2 2 0 0 1 2 2v3m0 8v3a2 2 0 0 1-2 2h-3m-8 0H5a2 2 0 0 1-2-2v-3"/><rect x="8" y="8" width="8" height="8"/>',
    "keypoints": '<circle cx="12" cy="4.5" r="2"/><path d="M12 6.5v8m-6-4h12m-6 4-4 6m4-6 4 6"/><circle cx="6" cy="10.5" r=".8"/><circle cx="18" cy="10.5" r=".8"/>',
    "depth": '<path d="M3 19h18M5 15h14M7.5 11.5h9M9.5 8.5h5M11 6h2"/>',
    "text": '<path d="M4 6h16M4 10.5h16M4 15h16M4 19.5h9"/>',
    "labels": '<path d="M3 12V5a2 2 0 0 1 2-2h7l9 9-9 9-9-9Z"/><circle cx="8" cy="8" r="1.5"/>',
    "audio": '<path d="M3 10v4m4-7v10m4-14v18m4-14v10m4-7v4"/>',
    "video": '<rect x="3" y="5" width="13" height="14" rx="2"/><path d="m16 10 5-3v10l-5-3"/>',
    "cube": '<path d="m12 2.5 8.5 4.8v9.4L12 21.5l-8.5-4.8V7.3L12 2.5Zm0 9.5v9.5M12 12 3.5 7.3M12 12l8.5-4.7"/>',
    "embedding": '<circle cx="6" cy="7" r="1.8"/><circle cx="9" cy="12" r="1.8"/><circle cx="17" cy="6" r="1.8"/><circle cx="16" cy="17" r="1.8"/><circle cx="7" cy="18" r="1.8"/>',
    "tracks": '<path d="M3 18c4 0 3-9 8-9s4 6 7 4" stroke-dasharray="3 2.5"/><circle cx="19.5" cy="11" r="2"/>',
    "matches": '<circle cx="5" cy="6" r="1.8"/><circle cx="5" cy="17" r="1.8"/><circle cx="19" cy="9" r="1.8"/><circle cx="19" cy="19" r="1.8"/><path d="m7 6.4 10 2.3M7 17.4l10 1.4"/>',
    "table": '<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M3 9.5h18M3 15h18M9.5 4v16"/>',
    "ranking": '<path d="M10 6h11M10 12h8m-8 6h5M4 4.5 5.5 4v4M4 11h2.5L4 14h2.5M4 17h2.3v4H4m.5-2h1.8"/>',
    "vector": '<path d="M5 19C5 9 9 5 19 5"/><rect x="3" y="17" width="4" height="4"/><rect x="17" y="3" width="4" height="4"/>',
    "actions": '<path d="m6 3 13 8-6 1.5L10 19 6 3Zm8 10 4.5 6"/>',
    "arrow": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "paper": '<path d="M6 2.5h8l4.5 4.5v14.5H6Zm8 0V7h4.5M9 12h6.5M9 16h6.5"/>',
    "code": '<path d="m8 7-5 5 5 5m8-10 5 5-5 5M14 4l-4 16"/>',
    "weights": '<path d="M12 3v12m-5-5 5 5 5-5M4 20h16"/>',
    "window": '<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M3 9h18M6.5 6.5h.01M9.5 6.5h.01"/>',
    "warning": '<path d="M12 3.5 22 20H2L12 3.5Zm0 6v5m0 2.6v.4"/>',
    "pencil": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19 4 20Z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
}


def drawings() -> str:
    """Give all of them as one SVG file, in which each has its name: pages point to it, so that it is loaded once."""
    symbols = (f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>' for name, drawing in ICONS.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'
