"""Makes a short film that glides over a photo, and the same film repainted frame by frame, which flickers."""

import subprocess

from PIL import Image

from site_media import photo, save_picture, save_thumbnail
from stylizing import painting, stylize

SIZE, FRAMES, RATE = (320, 240), 24, 8


def save_film(frames: list[Image.Image], name: str) -> None:
    """Write frames as MP4."""
    command = [
        "ffmpeg",
        "-y",
        "-loglevel",
        "error",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-s",
        "320x240",
        "-r",
        str(RATE),
        "-i",
        "-",
    ]
    command += [
        "-c:v",
        "libx264",
        "-pix_fmt",
        "yuv420p",
        "-crf",
        "31",
        "-preset",
        "veryslow",
        "-threads",
        "1",
        "-bitexact",
        name,
    ]
    subprocess.run(command, input=b"".join(frame.tobytes() for frame in frames), check=True)


whole = photo("rocket")
film = [
    whole.resize(SIZE, Image.Resampling.LANCZOS, box=(60 + 2.4 * step, 30 + step, 500 + 2.4 * step, 360 + step))
    for step in range(FRAMES)
]
style = painting()
painted = [frame.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS) for frame in stylize(film, style)]
save_film(film, "film.mp4")
save_film(painted, "painted.mp4")
save_picture(style, "painting.webp")
save_picture(film[0], "film.webp")
save_picture(painted[0], "painted.webp")
save_thumbnail(film[0], painted[0])
