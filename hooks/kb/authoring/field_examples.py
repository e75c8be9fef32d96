"""An example for each field, which editors show and complete. They stand apart so that the schema reads in one go."""

from __future__ import annotations

from typing import Any

from kb.content import schema

EXAMPLES: dict[type[schema.Record], dict[str, list[Any]]] = {
    schema.Modality: {
        "id": ["image"],
        "name": ["Image"],
        "plural": ["Images"],
        "icon": ["image"],
        "description": ["A photo, drawing or single frame."],
    },
    schema.Family: {
        "id": ["restoration"],
        "name": ["Repair and enhance"],
        "description": ["Give back what a picture has lost: light, sharpness, size, colour."],
    },
    schema.Licence: {
        "id": ["Apache-2.0", "LicenseRef-ImageNet-Terms"],
        "name": ["Apache License 2.0"],
        "url": ["https://www.apache.org/licenses/LICENSE-2.0"],
        "note": ["Commercial use is allowed. Keep the notices and say what you changed."],
    },
    schema.Term: {
        "id": ["latent-space"],
        "name": ["latent space"],
        "forms": [["latent spaces"]],
        "explanation": [
            "The short list of numbers that a model works with. A picture is packed into it and unpacked again."
        ],
    },
    schema.Waiver: {
        "file": ["catalog/models/ddcolor.yml"],
        "rule": ["stale"],
        "why": ["The project has ended, so its pages no longer change."],
    },
    schema.Redirect: {
        "old": ["sam2"],
        "new": ["sam-2"],
    },
    schema.RelatedTask: {
        "task": ["image-restoration"],
        "difference": ["Mends scratches and noise; colours stay as they are."],
    },
    schema.TaskIdentifiers: {
        "hugging_face": ["image-to-image"],
        "cnaps": [["3D Vision", "Image-to-3D"]],
    },
    schema.Task: {
        "name": ["Image colourisation"],
        "family": ["restoration"],
        "parent": ["image-restoration"],
        "summary": ["Takes a black-and-white photo and returns it in likely colours."],
        "inputs": [["image"]],
        "outputs": [["image"]],
        "aliases": [["colorization", "black-and-white photo coloring"]],
        "asked_as": [
            [
                "colorize old photos",
                "was her dress red",
                "grey wedding photo in color",
                "my manga pages are all grey, can something paint them for me",
                "why did the app paint the tram blue when I remember it cream",
                "is it all right to publish tinted war photographs without saying so",
                "skin looks dead and the lips orange in the tinted version",
                "some bits look dead real and some look as if a toddler picked the crayons",
            ]
        ],
        "explanation": ["The photo says how light each dot is and no more. The task is to bet on a colour."],
        "choosing": ["Pick a model that takes hints if you know some of the colours."],
        "limits": ["A colour that the grey does not betray is invented."],
    },
    schema.Code: {"url": ["https://github.com/piddnad/DDColor"], "licence": ["Apache-2.0"]},
    schema.Weights: {"url": ["https://huggingface.co/piddnad/ddcolor_modelscope"], "licence": ["Apache-2.0"]},
    schema.Data: {"url": ["https://huggingface.co/datasets/owner/name"], "licence": ["CC-BY-4.0"]},
    schema.Variant: {
        "id": ["ddcolor_paper_tiny"],
        "differs": ["The lightest one, trained in the same way as the paper's model."],
    },
    schema.ModelIdentifiers: {
        "cnaps": [["DDColor"]],
        "cnaps_correction": ["The catalogue files it under speech. It draws pictures."],
        "hugging_face": ["piddnad/ddcolor_modelscope"],
    },
    schema.Checked: {
        "date": ["2026-03-31"],
        "sources": [["https://arxiv.org/abs/2212.11613", "https://github.com/piddnad/DDColor"]],
        "unconfirmed": [["Which photos the *artistic* checkpoint learned from; the authors do not say."]],
    },
    schema.Model: {
        "name": ["DDColor"],
        "title": ["DDColor: Towards Photo-Realistic Image Colorization via Dual Decoders"],
        "summary": ["Colours a grey photo with two decoders, one for shapes and one for colours."],
        "tasks": [["image-colorization"]],
        "inputs": [["image"], ["image", "mask"], ["image", "text"]],
        "outputs": [["image"], ["boxes", "labels"]],
        "published": ["2022-12", "2022"],
        "paper": ["2212.11613", "10.1109/ICCV51070.2023.00037", "https://example.org/paper.pdf"],
        "training_data": ["Everyday colour photos ([ImageNet](model:imagenet)) whose colour was removed."],
        "how_it_works": ["A network that recognises things reads the grey photo. Two decoders use what it found."],
        "strengths": [["Colours mostly stay inside outlines."]],
        "limits": [["It gives one answer for each photo and does not show how unsure it is."]],
    },
    schema.Step: {
        "does": ["The model predicts a colour for every dot of the photo."],
        "task": ["image-colorization"],
        "inputs": [["image"]],
        "outputs": [["image"]],
        "model": ["ddcolor"],
    },
    schema.Workflow: {"inputs": [["image"], ["image", "text"]]},
    schema.ModelUse: {
        "id": ["ddcolor"],
        "why": ["Colours whole photos by itself, as the app in question does."],
        "variant": ["ddcolor_paper_tiny"],
    },
    schema.Source: {
        "title": ["DDColor: Towards Photo-Realistic Image Colorization via Dual Decoders"],
        "url": ["https://arxiv.org/abs/2212.11613"],
        "read": ["2026-03-31"],
    },
    schema.Origin: {"name": ["A reader, by the issue form"]},
    schema.Question: {
        "question": ["I colourised my grandparents' photo. Some colours look real, others random. How does it decide?"],
        "title": ["Why do some colourised photos look random?"],
        "answer": ["It recognises things and gives them the colours that such things usually have. Where …"],
        "tasks": [["image-colorization"]],
        "also_asked": [["why is her dress green in one version and red in the next"]],
        "reviewed": ["2026-03-31"],
    },
    schema.Software: {
        "name": ["ncnn"],
        "version": ["1.0.20250503"],
        "licence": ["BSD-3-Clause"],
        "url": ["https://github.com/Tencent/ncnn"],
    },
    schema.PieceSource: {
        "title": ["Coffee", "Made for this example"],
        "author": ["Rachel Michetti"],
        "url": ["https://scikit-image.org/docs/stable/api/skimage.data.html#skimage.data.coffee"],
        "licence": ["CC0-1.0", "LicenseRef-PublicDomain"],
    },
    schema.Piece: {
        "modality": ["image"],
        "label": ["Small photo, 160 × 120"],
        "file": ["small.webp"],
        "text": ["Is there somewhere to lock up my bike?"],
        "language": ["de"],
        "picture": ["spoken.webp"],
        "over": ["photo.webp"],
        "alt": ["The same cup with a crisp rim; the wood grain is drawn anew"],
        "changed": ["Shrunk to a quarter by the script, then saved as JPEG of quality 40."],
    },
    schema.Example: {
        "task": ["super-resolution"],
        "model": ["real-esrgan"],
        "variant": ["RealESRGAN_x4plus"],
        "method": ["Semi-global matching (StereoSGBM of OpenCV)"],
        "better": ["A trained network also finds depth on bare walls, where this method finds none."],
        "settings": ["Four times larger, in one piece, on the processor."],
        "weights_licence": ["BSD-3-Clause"],
        "note": ["The licence of the weights could not be confirmed."],
        "title": ["A cat, shrunk and enlarged again"],
        "caption": ["The lines are crisp. The finest hairs are a guess."],
        "layout": ["compare"],
        "date": ["2026-11-27"],
    },
}
