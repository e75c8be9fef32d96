"""Marks the joints of the cameraman with MoveNet."""

from movenet import joints, skeleton
from site_media import photo, save_picture, save_svg, save_thumbnail

picture = photo("camera")
save_picture(picture, "photo.webp")
save_svg("joints.svg", *picture.size, skeleton(joints(picture)))
save_thumbnail(picture)
