"""Opens every file of a folder in Keras 3 and in tf_keras and compares the predictions with those noted in cases.json beside them.

Run: python check_saved.py FOLDER. Prints one line per file and library: "ok|FAIL <library> <file> <what>".
"""
import json
import os
import sys
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.simplefilter("ignore")
import h5py
import keras
import numpy as np
import tf_keras

folder = sys.argv[1]
cases = json.load(open(os.path.join(folder, "cases.json")))


def note(ok, library, name, what=""):
    print("ok" if ok else "FAIL", library, name, str(what).replace("\n", " ")[:600], flush=True)


def compare(model, case):
    xs = [np.array(a["data"], "float32").reshape(a["shape"]) for a in case["x"]]
    got = model.predict(xs if len(xs) > 1 else xs[0], verbose=0)
    got = got if isinstance(got, list) else [got]
    if len(got) != len(case["predictions"]):
        return f"{len(got)} outputs, expected {len(case['predictions'])}"
    worst = max(float(np.max(np.abs(np.array(p["data"]).reshape(p["shape"]) - g))) for p, g in zip(case["predictions"], got))
    return None if worst < 1e-5 else f"predictions differ by {worst}"


def goes_on(model, case):
    """The losses of the next epoch."""
    xs = [np.array(a["data"], "float32").reshape(a["shape"]) for a in case["x"]]
    ys = [np.array(a["data"], "float32").reshape(a["shape"]) for a in case["y"]]
    history = model.fit(xs if len(xs) > 1 else xs[0], ys if len(ys) > 1 else ys[0], batch_size=case["batch"], epochs=1, shuffle=False, verbose=0).history
    if abs(history["loss"][0] - case["next_loss"]) > 1e-4:
        return f"loss {history['loss'][0]} expected {case['next_loss']}"


def walk(path):
    def visit(name, item):
        for k in item.attrs:
            item.attrs[k]
        if isinstance(item, h5py.Dataset):
            item[()]
    with h5py.File(path) as f:
        f.visititems(visit)


for case in cases:
    for suffix in case["files"]:
        path = os.path.join(folder, case["name"] + suffix)
        libraries = [(keras, "keras3")] + ([(tf_keras, "tf_keras")] if suffix == ".h5" and case["old"] else [])
        if suffix.endswith(".h5"):
            try:
                walk(path)
                note(True, "h5py", os.path.basename(path))
            except Exception as e:
                note(False, "h5py", os.path.basename(path), repr(e))
        for K, library in libraries:
            try:
                if suffix in (".weights.h5", ".only.h5"):
                    model = K.models.load_model(os.path.join(folder, case["name"] + (".keras" if K is keras else ".h5")), compile=False)
                    model = K.models.clone_model(model)
                    model.load_weights(path)
                    what = compare(model, case)
                else:
                    model = K.models.load_model(path)
                    what = compare(model, case)
                    # Keras 3 itself does not restore slots from .h5.
                    if what is None and case["next_loss"] is not None and (K is tf_keras and case["goes_on"] or suffix == ".keras"):
                        what = goes_on(model, case)
                note(what is None, library, os.path.basename(path), what or "")
            except Exception as e:
                note(False, library, os.path.basename(path), repr(e))
