"""Keras 3's pictures of weights (TensorBoard(write_images=True)): writes tests/golden/weight_pictures.json. Run from another folder."""
import json
import os
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf

m = keras.Sequential([keras.Input((4, 4, 1)), keras.layers.Conv2D(5, (3, 2), name="conv"), keras.layers.Conv2D(4, 1, name="four"), keras.layers.Conv2D(3, 2, name="three"), keras.layers.Flatten(), keras.layers.Dense(2, name="tall"), keras.layers.Dense(4, name="wide")], name="sequential")
m.set_weights([np.sin(np.arange(w.size) * 0.37 + i).reshape(w.shape) * 0.7 + 0.4 for i, w in enumerate(m.get_weights())])
out = {}


class Summary:
    """Takes what the callback would have written; the rest is TensorFlow's summary.image."""

    def image(self, name, pictures, step):
        pictures = np.asarray(pictures)
        shown = tf.image.convert_image_dtype(pictures[:3], tf.uint8, saturate=True).numpy()
        out[name] = [int(pictures.shape[2]), int(pictures.shape[1]), [p.ravel().tolist() for p in shown]]


class Shown(keras.callbacks.TensorBoard):
    summary = Summary()


callback = Shown(tempfile.mkdtemp(), write_images=True)
for w in m.weights:
    callback._log_weight_as_image(w, w.path + "/image", 0)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "weight_pictures.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"))
print({k: v[:2] + [len(v[2])] for k, v in out.items()})
