"""More of keras.ops.image on the arrays of images/images.json. Run: python image_ops.py (writes images/image_ops.json)."""
import base64, json, os, sys
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != here]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, keras
K = keras.ops.image
with open(os.path.join(here, "images", "images.json")) as f: golden = json.load(f)
whole = np.frombuffer(base64.b64decode(golden["whole"]), "uint8").reshape(8, 6, 3)
numbers = np.frombuffer(base64.b64decode(golden["numbers"]), "float32").reshape(2, 5, 7, 3)
first = np.transpose(numbers, (0, 3, 1, 2)).copy()
at = np.array([[[-.6, 1.5, 3.2], [7.4, 9, 2.5]], [[.3, -2.7, 4.9], [5.6, 1.5, 0]], [[0, 2.4, 1.1], [.9, -.2, 2]]], "float32")
def values(y):
    y = np.asarray(y)
    return {"shape": list(y.shape), "dtype": str(y.dtype), "values": [float(f"{v:.8g}") for v in y.ravel().astype(np.float64)]}
out = {"blur": K.gaussian_blur(numbers), "blur sizes": K.gaussian_blur(numbers[0], (3, 5), (.6, 1.7)), "blur first": K.gaussian_blur(first, (5, 5), (2., 1.), data_format="channels_first"),
       "patches": K.extract_patches(numbers, 2), "patches same": K.extract_patches(numbers[1], (3, 2), strides=(2, 1), padding="same"), "patches dilated": K.extract_patches(numbers, (2, 3), strides=1, dilation_rate=2),
       "patches first": K.extract_patches(first, (2, 2), data_format="channels_first")}
for mode in ("constant", "nearest", "wrap"):
    for order in (0, 1): out[f"map {mode} {order}"] = K.map_coordinates(whole, at, order, fill_mode=mode, fill_value=9)
out["map numbers"] = K.map_coordinates(numbers[0, :, :, 0], at[:2, 0], 1, fill_value=.25)
with open(os.path.join(here, "images", "image_ops.json"), "w") as f: json.dump({n: values(y) for n, y in out.items()}, f, separators=(",", ":"))
