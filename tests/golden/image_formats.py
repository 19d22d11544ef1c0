"""image_dataset_from_directory on folders of PNG, BMP and GIF files out of the folder images, and behind links. Run: python image_formats.py (writes image_folders/formats.json)."""
import json, os, shutil, sys, tempfile
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != here]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, keras

folders = {"bmp": ["rgb.bmp", "palette8.bmp", "masks32.bmp"], "gif": ["palette.gif", "interlaced.gif", "part.gif", "frames.gif"],
           "png": ["rgb8.png", "la8.png", "palette8_trns.png", "grey1.png", "grey16.png", "palette4.png"]}
def images(e):
    x = np.asarray(e, dtype="float64")
    return [[round(float(i.sum()), 3)] + [round(float(v), 4) for v in (*i[0, 0], *i[2, 3], *i[-1, -1])] for i in x]
def case(root, **kw):
    ds = keras.utils.image_dataset_from_directory(root, image_size=(6, 5), batch_size=4, shuffle=False, verbose=False, **kw)
    return {"printed": "", "sets": [{"files": [os.path.relpath(p, root).replace(os.sep, "/") for p in ds.file_paths], "classes": ds.class_names, "spec": str(ds.element_spec),
            "passes": [[{"x": images(e[0]), "y": np.asarray(e[1]).tolist()} if isinstance(e, tuple) else {"x": images(e)} for e in ds]]}]}
out = {}
with tempfile.TemporaryDirectory() as root:
    for name, files in folders.items():
        os.makedirs(os.path.join(root, "all", name))
        for f in files: shutil.copy(os.path.join(here, "images", f), os.path.join(root, "all", name, f))
    out["rgb"] = case(os.path.join(root, "all"))
    out["nearest"] = case(os.path.join(root, "all"), interpolation="nearest")
    out["png_rgba"] = case(os.path.join(root, "all", "png"), labels=None, color_mode="rgba")
    out["png_grayscale"] = case(os.path.join(root, "all", "png"), labels=None, color_mode="grayscale")
    out["bmp_rgba"] = case(os.path.join(root, "all", "bmp"), labels=None, color_mode="rgba", interpolation="bicubic")
    os.makedirs(os.path.join(root, "links", "here"))
    shutil.copy(os.path.join(here, "images", "rgb8.png"), os.path.join(root, "links", "here", "a.png"))
    os.symlink(os.path.join(root, "all", "bmp"), os.path.join(root, "links", "here", "linked"))
    os.symlink(os.path.join(root, "all", "gif"), os.path.join(root, "links", "other"))
    os.symlink(os.path.join(root, "all", "png", "la8.png"), os.path.join(root, "links", "here", "file.png"))
    out["links_followed"] = case(os.path.join(root, "links"), follow_links=True)
    out["links_not_followed"] = case(os.path.join(root, "links"))
json.dump(out, open(os.path.join(here, "image_folders", "formats.json"), "w"), separators=(",", ":"))
