"""Small pictures in folders, and what keras.utils.image_dataset_from_directory (Keras 3.15.1) makes of them. Run: python image_folders.py (writes the folder image_folders)."""
import contextlib, io, json, os, sys
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, tensorflow as tf, keras
from PIL import Image

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "image_folders")
root = os.path.join(here, "pictures")
r = np.random.RandomState(1)
def picture(path, width, height, mode="RGB"):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    small = r.randint(0, 256, (3, 4, 3)).astype("uint8")
    Image.fromarray(small).resize((width, height), Image.BICUBIC).convert(mode).save(path, "JPEG", quality=90)
for name, w, h in [("cats/1.jpg", 12, 9), ("cats/10.jpg", 9, 17), ("cats/2.jpeg", 24, 24), ("cats/more/x.jpg", 7, 5), ("cats/B.JPG", 11, 6), ("dogs/a.jpg", 16, 8), ("dogs/b.jpg", 8, 16), ("dogs/c.jpg", 5, 5), ("dogs/dot.one.jpg", 10, 31),
                   ("Zebra/z.jpg", 1, 1), ("Zebra/y.jpg", 33, 20), (".hidden/h.jpg", 6, 6)]:
    picture(name, w, h, "L" if name == "dogs/c.jpg" else "RGB")
with open(os.path.join(root, "dogs", "notes.txt"), "w") as f: f.write("no picture")

def images(e):
    x = np.asarray(e, dtype="float64")
    x = x.reshape((-1,) + x.shape[-3:])
    return [[round(float(i.sum()), 3)] + [round(float(v), 4) for v in (*i[0, 0], *i[2, 3], *i[-1, -1])] for i in x]

def passes(ds, n):
    out = []
    for _ in range(n):
        out.append([{"x": images(e[0]), "y": np.asarray(e[1]).tolist()} if isinstance(e, tuple) else {"x": images(e)} for e in ds])
    return out

def case(n=1, **kw):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        try: ds = keras.utils.image_dataset_from_directory(root, **kw)
        except Exception as e: return {"error": str(e).replace(root, "ROOT")}
    sets = ds if isinstance(ds, (list, tuple)) else [ds]
    return {"printed": text.getvalue().replace(root, "ROOT"), "sets": [{"files": [os.path.relpath(p, root) for p in d.file_paths], "classes": d.class_names, "passes": passes(d, n), "spec": str(d.element_spec)} for d in sets]}

out = {}
S = dict(image_size=(6, 5), batch_size=4)
keras.utils.set_random_seed(7)
out["seeded"] = case(3, seed=123, **S)
keras.utils.set_random_seed(7)
out["unseeded"] = case(2, **S)
for mode in ["int", "categorical", "binary", None]: out[f"mode_{mode}"] = case(shuffle=False, label_mode=mode, **S)
out["chosen_classes"] = case(shuffle=False, label_mode="binary", class_names=["dogs", "cats"], **S)
out["own_labels"] = case(shuffle=False, labels=[3, 0, 3, 0, 3, 0, 7, 7, 0, 0, 3, 1], **S)
out["no_labels"] = case(shuffle=False, labels=None, **S)
for subset in ["training", "validation", "both"]:
    tf.random.set_seed(7)
    out[f"split_{subset}"] = case(2, validation_split=.3, subset=subset, seed=5, **S)
out["split_in_order"] = case(validation_split=.3, subset="both", shuffle=False, **S)
out["grayscale"] = case(shuffle=False, color_mode="grayscale", **S)
out["crop"] = case(shuffle=False, crop_to_aspect_ratio=True, **S)
out["pad"] = case(shuffle=False, pad_to_aspect_ratio=True, **S)
out["channels_first"] = case(shuffle=False, data_format="channels_first", labels=None, **S)
out["crop_channels_first"] = case(shuffle=False, data_format="channels_first", crop_to_aspect_ratio=True, **S)
out["pad_channels_first"] = case(shuffle=False, data_format="channels_first", pad_to_aspect_ratio=True, **S)
out["singles"] = case(2, seed=1, image_size=(6, 5), batch_size=None)
out["square"] = case(shuffle=False, image_size=7, batch_size=20)
for i in ["nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"]: out[f"interpolation_{i}"] = case(shuffle=False, interpolation=i, **S)
out["crop_nearest"] = case(shuffle=False, crop_to_aspect_ratio=True, interpolation="nearest", **S)
out["pad_nearest"] = case(shuffle=False, pad_to_aspect_ratio=True, interpolation="nearest", **S)
for name, kw in dict(mode=dict(label_mode="x"), colour=dict(color_mode="x"), interpolation=dict(interpolation="x"), binary=dict(label_mode="binary"), subset=dict(subset="training"), split=dict(validation_split=2., subset="both"), seed=dict(validation_split=.2, subset="both"),
                     names=dict(class_names=["cats", "cows"]), names_without=dict(class_names=["cats"], labels=None), labels=dict(labels=[1, 2, 3]), which=dict(validation_split=.2, subset="test", seed=1)).items():
    out["error_" + name] = case(**kw)
out["few"] = case(validation_split=.01, subset="both", seed=1, **S)
json.dump(out, open(os.path.join(here, "values.json"), "w"), separators=(",", ":"))
