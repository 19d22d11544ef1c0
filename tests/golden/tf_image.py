"""What tf.image's random functions give. Run: python tf_image.py (writes tf_image.json)."""
import json, os, sys
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, tensorflow as tf

def pictures(*shape): return ((np.arange(int(np.prod(shape))) * 37 % 256)).reshape(shape).astype("uint8")
bytes_, floats = pictures(5, 4, 3), pictures(6, 3, 2, 3).astype("float32") / 255
calls = dict(
    flip_left_right=lambda f, **k: [f(bytes_, **k), f(floats, **k)],
    flip_up_down=lambda f, **k: [f(bytes_, **k), f(floats, **k)],
    brightness=lambda f, **k: [f(bytes_, 0.3, **k), f(floats, 0.3, **k)],
    contrast=lambda f, **k: [f(bytes_, 0.2, 1.7, **k), f(floats, 0.2, 1.7, **k)],
    saturation=lambda f, **k: [f(bytes_, 0.2, 3.5, **k), f(floats, 0.2, 3.5, **k)],
    hue=lambda f, **k: [f(bytes_, 0.4, **k), f(floats, 0.4, **k)],
    crop=lambda f, **k: [f(bytes_, (2, 3, 3), **k), f(floats, (4, 2, 1, 3), **k)])
def numbers(results): return [[str(r.shape)] + [round(float(v), 5) for v in np.asarray(r, dtype="float64").ravel()] for r in results]
out = {}
for name, call in calls.items():
    stateful, stateless = getattr(tf.image, "random_" + name), getattr(tf.image, "stateless_random_" + name)
    tf.random.set_seed(7)
    out[name] = numbers(call(stateful) + call(stateful) + call(stateful, seed=5) + call(stateful, seed=5))
    out["stateless_" + name] = numbers(call(stateless, seed=(3, 8)) + call(stateless, seed=(1, 2)))
json.dump(out, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tf_image.json"), "w"), separators=(",", ":"))
