"""Layers that change pictures at random, of Keras 3 on TensorFlow: writes layers/Random*.json in the form of layers.py.

    python tests/golden/augmentation.py
"""
import json, os, sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path = [p for p in sys.path if os.path.abspath(p or ".") != here]          # golden/random.py is not Python's
os.environ["KERAS_BACKEND"] = "tensorflow"
import numpy as np
import keras
import tensorflow as tf

L = keras.layers
rng = np.random.RandomState(7)


def arr(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "dtype": str(x.dtype), "data": [v.item() for v in x.reshape(-1)]}


def pictures(*shape): return np.round(rng.rand(*shape) * 255, 2).astype("float32")


def case(name, layer, x, gradient=True, inference=None):
    """As in layers.py; `inference` replaces what 3.15 gives where it is broken."""
    config = keras.layers.serialize(layer)
    out = {"name": name, "layer": json.loads(json.dumps(keras.saving.serialize_keras_object(layer))), "unbuilt": json.loads(json.dumps(config)), "inputs": [arr(x)], "weight_names": [], "weight_paths": [],
           "trainable_weights": [], "weights": [], "modes": []}
    given = tf.constant(x)
    for training in (False, True):
        if training and type(layer).__name__ in ("RandomGrayscale", "RandomColorDegeneration", "RandomSharpness", "RandomSaturation", "RandomHue", "MixUp", "RandomPosterization"):
            for _ in range(3): layer(given, training=False)                     # these draw in inference too, and LayerTest.Check has called them four times by now
        with tf.GradientTape() as tape:
            tape.watch(given)
            y = layer(given, training=training)
            if not training and inference is not None: y = tf.constant(inference)
            r = rng.randn(*y.shape).astype("float32")
            loss = tf.reduce_sum(tf.cast(y, "float32") * r)
        mode = {"training": training, "output": arr(y), "factor": arr(r)}
        if gradient and given.dtype.is_floating: mode["gradients"] = [arr(tape.gradient(loss, given, unconnected_gradients="zero"))]
        mode["weights_after"] = []
        out["modes"].append(mode)
    return out


x = pictures(3, 5, 4, 2)
first = np.transpose(x, (0, 3, 1, 2)).copy()
whole = pictures(2, 4, 5, 1).astype("uint8")
resized = lambda x, h, w: keras.preprocessing.image.smart_resize(x, (h, w))
files = {
    "RandomFlip": [case("both", L.RandomFlip(seed=3, name="r"), x), case("horizontal", L.RandomFlip("horizontal", seed=4, name="r"), x), case("vertical, channels first", L.RandomFlip("vertical", seed=5, data_format="channels_first", name="r"), first),
                   case("whole numbers", L.RandomFlip(seed=6, name="r"), whole)],
    "RandomRotation": [case("plain", L.RandomRotation(0.2, seed=3, name="r"), x, False), case("pair, constant, nearest", L.RandomRotation((-0.3, 0.1), fill_mode="constant", interpolation="nearest", fill_value=7.5, seed=4, name="r"), x, False),
                       case("channels first, wrap", L.RandomRotation(0.5, fill_mode="wrap", seed=5, data_format="channels_first", name="r"), first, False), case("whole numbers", L.RandomRotation(0.1, fill_mode="nearest", seed=6, name="r"), whole)],
    "RandomZoom": [case("plain", L.RandomZoom(0.3, seed=3, name="r"), x, False), case("width", L.RandomZoom((0.2, 0.5), (-0.4, 0.1), fill_mode="constant", seed=4, name="r"), x, False),
                   case("channels first", L.RandomZoom(0.3, 0.1, fill_mode="wrap", interpolation="nearest", seed=5, data_format="channels_first", name="r"), first, False)],
    "RandomTranslation": [case("plain", L.RandomTranslation(0.3, 0.1, seed=3, name="r"), x, False), case("pairs", L.RandomTranslation((-0.5, -0.2), (0.1, 0.6), fill_mode="constant", fill_value=3.0, seed=4, name="r"), x, False),
                          case("channels first", L.RandomTranslation(0.3, 0.5, fill_mode="nearest", interpolation="nearest", seed=5, data_format="channels_first", name="r"), first, False)],
    "RandomContrast": [case("number", L.RandomContrast(0.4, seed=3, name="r"), x), case("pair", L.RandomContrast((0.9, 0.3), value_range=(20, 200), seed=4, name="r"), x), case("channels first", L.RandomContrast((0.5, 0.5), seed=5, data_format="channels_first", name="r"), first)],
    "RandomBrightness": [case("plain", L.RandomBrightness(0.4, seed=3, name="r"), x), case("range", L.RandomBrightness((-0.1, 0.5), value_range=(0, 1), seed=4, name="r"), (x / 255).astype("float32"))],
    "RandomShear": [case("plain", L.RandomShear(0.3, 0.2, seed=3, name="r"), x, False), case("pairs", L.RandomShear((0.1, 0.9), fill_mode="constant", interpolation="nearest", seed=4, name="r"), x, False)],
    "RandomCrop": [case("plain", L.RandomCrop(4, 3, seed=3, name="r"), x, False, resized(x, 4, 3)), case("channels first", L.RandomCrop(3, 2, seed=4, data_format="channels_first", name="r"), first, False, np.transpose(resized(x, 3, 2), (0, 3, 1, 2))),
                   case("larger", L.RandomCrop(7, 4, seed=5, name="r"), x, False, resized(x, 7, 4)), case("whole numbers", L.RandomCrop(2, 3, seed=6, name="r"), whole, False, resized(whole, 2, 3))],
}
rgb, one = pictures(2, 4, 5, 3), pictures(3, 4, 5, 1)
rgb_first = np.transpose(rgb, (0, 3, 1, 2)).copy()
files |= {
    "RandomGrayscale": [case("all", L.RandomGrayscale(1.0, seed=3, name="r"), rgb), case("all, channels first", L.RandomGrayscale(1.0, seed=3, data_format="channels_first", name="r"), rgb_first)],
    "RandomColorDegeneration": [case("plain", L.RandomColorDegeneration((0.2, 0.9), seed=3, name="r"), rgb), case("number", L.RandomColorDegeneration(0.5, value_range=(0, 200), seed=4, data_format="channels_first", name="r"), rgb_first)],
    "RandomSharpness": [case("plain", L.RandomSharpness(1.0, seed=3, name="r"), rgb), case("pair", L.RandomSharpness((0.7, 0.9), value_range=(10, 240), seed=4, name="r"), one)],
    "RandomInvert": [case("plain", L.RandomInvert(0.9, seed=3, name="r"), rgb), case("range", L.RandomInvert((1.0, 1.0), value_range=(0, 100), seed=4, name="r"), one)],
    "RandomSaturation": [case("plain", L.RandomSaturation(0.9, seed=3, name="r"), rgb, False), case("channels first", L.RandomSaturation((0.1, 0.4), seed=5, data_format="channels_first", name="r"), rgb_first, False)],
    "RandomHue": [case("plain", L.RandomHue(0.9, seed=3, name="r"), rgb, False), case("range", L.RandomHue((0.3, 0.6), value_range=(0, 300), seed=4, name="r"), rgb, False), case("channels first", L.RandomHue(0.5, seed=5, data_format="channels_first", name="r"), rgb_first, False)],
    "RandomColorJitter": [case("all", L.RandomColorJitter(brightness_factor=0.2, contrast_factor=(0.3, 0.5), saturation_factor=(0.4, 0.7), hue_factor=0.3, seed=3, name="r"), rgb, False), case("some", L.RandomColorJitter((0, 250), contrast_factor=0.5, seed=4, name="r"), one)],
    "RandomErasing": [case("noise", L.RandomErasing(seed=3, name="r"), rgb), case("number", L.RandomErasing((1.0, 1.0), scale=(0.4, 0.8), fill_value=9.0, seed=4, name="r"), one), case("three", L.RandomErasing((1.0, 1.0), scale=0.5, fill_value=(1, 2, 300), seed=5, name="r"), rgb)],
    "Solarization": [case("plain", L.Solarization(0.2, 0.7, seed=3, name="s"), rgb), case("range", L.Solarization((0.1, 0.3), (0.2, 0.9), value_range=(0, 1), seed=4, name="s"), (one / 255).astype("float32"))],
    "MixUp": [case("plain", L.MixUp(seed=3, name="m"), x), case("alpha", L.MixUp(1.5, seed=4, name="m"), rgb)],
    "CutMix": [case("plain", L.CutMix(seed=3, name="c"), x), case("channels first", L.CutMix((0.6, 0.9), seed=4, data_format="channels_first", name="c"), first)],
}
grey = np.concatenate([one, np.full_like(one, 7)], -1)
files |= {
    "AutoContrast": [case("plain", L.AutoContrast(name="a"), grey, False), case("range", L.AutoContrast(value_range=(0, 1), name="a"), (one / 255).astype("float32"), False)],
    "Equalization": [case("plain", L.Equalization(name="e"), np.round(rgb), False), case("flat channel, bins", L.Equalization(bins=7, name="e"), grey, False), case("range, channels first", L.Equalization((0, 1), 32, data_format="channels_first", name="e"), (rgb_first / 255).astype("float32"), False)],
    "RandomGaussianBlur": [case("plain", L.RandomGaussianBlur(seed=3, name="b"), rgb), case("sizes", L.RandomGaussianBlur((1.0, 1.0), (3, 5), (0.4, 0.9), value_range=(20, 200), seed=4, name="b"), one), case("channels first", L.RandomGaussianBlur(0.9, 5, 0.7, data_format="channels_first", seed=5, name="b"), rgb_first)],
    "RandomPosterization": [case("plain", L.RandomPosterization(7, seed=3, name="p"), np.floor(rgb), False), case("pair, range", L.RandomPosterization((2, 6), value_range=(0, 1), seed=4, name="p"), (np.floor(one) / 256).astype("float32"), False),
                            case("fixed", L.RandomPosterization((3, 3), seed=5, name="p"), whole.astype("float32"), False)],
    "RandomPerspective": [case("plain", L.RandomPerspective((1.0, 1.0), seed=3, name="p"), rgb, False), case("nearest", L.RandomPerspective(0.9, scale=0.4, interpolation="nearest", fill_value=3.0, seed=4, name="p"), one, False),
                          case("channels first", L.RandomPerspective(seed=5, scale=0.2, data_format="channels_first", name="p"), rgb_first, False)],
}
for name, cases in files.items():
    with open(os.path.join(here, "layers", name + ".json"), "w") as f:
        json.dump(cases, f)
        f.write("\n")

# Calls one after the other, on single pictures and through layers without a seed of their own.
keras.utils.set_random_seed(8)
model = keras.Sequential([keras.Input((5, 4, 2)), L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.1), L.RandomContrast(0.1), L.RandomCrop(4, 3), L.Rescaling(1 / 255)])
chains = {"x": arr(x), "outputs": [arr(model(x[:2], training=True)), arr(model(x[:1])), arr(model(x, training=False)[:, :2])]}
flip = L.RandomFlip("horizontal", seed=11)
chains["single"] = [bool(np.any(np.asarray(flip(x[0])) != x[0])) for _ in range(12)]
labels = np.eye(3, dtype="float32")
for layer in (L.MixUp(0.8, seed=5), L.CutMix(seed=6)):
    mixed = layer({"images": x, "labels": labels}, training=True)
    chains[type(layer).__name__] = [arr(mixed["images"]), arr(mixed["labels"])]
gray = L.RandomGrayscale(0.5, seed=9)
chains["between"] = [arr(gray(rgb[:1], training=t)) for t in (True, False, True, False, True, True)]
chains["rgb"] = arr(rgb[:1])
chains["gamma"] = arr(keras.random.gamma((3, 4), [0.3, 1.0, 2.5, 40.0], seed=5))
chains["beta"] = arr(keras.random.beta((2, 3), 0.4, 2.0, seed=6))
with open(os.path.join(here, "layers", "augmentation_chain.json"), "w") as f: json.dump(chains, f)
print({n: os.path.getsize(os.path.join(here, "layers", n + ".json")) for n in files})
