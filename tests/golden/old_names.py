"""Values of functions of Keras 2 that scripts call by name, from tf_keras and Keras 3: writes tests/golden/old_names.json. Run from another folder."""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tf_keras
from keras.src.applications.imagenet_utils import obtain_input_shape
from tf_keras.src.utils import conv_utils, layer_utils

numbers = lambda a: np.asarray(a, "float64").ravel().tolist()
out = {}
out["conv_output_length"] = [[n, f, p, s, d, conv_utils.conv_output_length(n, f, p, s, d)] for n in (7, 8, None) for f in (1, 3) for p in ("valid", "same", "full", "causal") for s in (1, 2, 3) for d in (1, 2)]
kernel = np.arange(36).reshape(3, 2, 3, 2).astype("float32")
flip = (slice(None, None, -1), slice(None, None, -1), slice(None), slice(None))  # as Keras 2.3's convert_kernel
out["convert_kernel"] = numbers(kernel[flip])
for form, shape in (("channels_first", (2, 3, 4)), ("channels_last", (3, 4, 2))):
    dense = tf_keras.layers.Dense(2)
    dense.build((None, 24))
    dense.set_weights([np.arange(48).reshape(24, 2), np.array([1.0, 2.0])])
    layer_utils.convert_dense_weights_data_format(dense, shape, form)
    out["dense_" + form] = numbers(dense.get_weights()[0])
out["input_shape"] = []
for arguments in ((None, 224, 32, True, "imagenet"), (None, 224, 32, False, "imagenet"), ((100, 90, 3), 224, 32, False, "imagenet"), ((100, 90, 5), 224, 32, True, None), ((None, None, 3), 224, 32, False, None),
                  ((100, 90, 3), 224, 32, True, "imagenet"), ((20, 90, 3), 224, 32, False, None), ((100, 90), 224, 32, False, None), ((None, 90, 3), 224, 32, True, None)):
    shape, size, least, flatten, weights = arguments
    try:
        result = obtain_input_shape(shape, size, least, "channels_last", flatten, weights)
    except ValueError as e:
        result = "ValueError"
    out["input_shape"].append([list(shape) if shape else None, size, least, flatten, weights, list(result) if isinstance(result, tuple) else result])
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "old_names.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"))
