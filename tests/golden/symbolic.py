"""Models with functions on symbolic tensors, of Keras 3 and of tf_keras (TFOpLambda): writes models/symbolic.json. Run: python symbolic.py"""
import json, os
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import keras
import tensorflow as tf
import tf_keras

o = keras.ops
x = (np.sin(np.arange(2 * 4 * 3) * 0.7).astype("float32") * 2).reshape(2, 4, 3)
z = (np.cos(np.arange(2 * 3 * 5) * 0.9).astype("float32")).reshape(2, 3, 5)
three = [
    ("mean", lambda x, z: o.mean(x, axis=1)), ("mean of two axes", lambda x, z: o.mean(x, axis=(1, 2), keepdims=True)), ("sum", lambda x, z: o.sum(x, axis=-1)), ("max", lambda x, z: o.max(x, 1)), ("min", lambda x, z: o.min(x, 2, keepdims=True)),
    ("var", lambda x, z: o.var(x, 1)), ("std", lambda x, z: o.std(x, 1)), ("prod", lambda x, z: o.prod(x, 1)), ("logsumexp", lambda x, z: o.logsumexp(x, -1)), ("argmax", lambda x, z: o.argmax(x, axis=-1)),
    ("relu", lambda x, z: o.relu(x)), ("relu6", lambda x, z: o.relu6(x)), ("sigmoid", lambda x, z: o.sigmoid(x)), ("softmax", lambda x, z: o.softmax(x, axis=1)), ("log_softmax", lambda x, z: o.log_softmax(x)),
    ("gelu", lambda x, z: o.gelu(x, approximate=False)), ("leaky_relu", lambda x, z: o.leaky_relu(x, 0.3)), ("silu", lambda x, z: o.silu(x)), ("tanh", lambda x, z: o.tanh(x)), ("elu", lambda x, z: o.elu(x)),
    ("reshape", lambda x, z: o.reshape(x, (-1, 12))), ("transpose", lambda x, z: o.transpose(x, (0, 2, 1))), ("expand_dims", lambda x, z: o.expand_dims(x, 1)), ("squeeze", lambda x, z: o.squeeze(o.expand_dims(x, 2), 2)),
    ("swapaxes", lambda x, z: o.swapaxes(x, 1, 2)), ("moveaxis", lambda x, z: o.moveaxis(x, 1, 2)), ("concatenate", lambda x, z: o.concatenate([o.transpose(x, (0, 2, 1)), z], axis=-1)), ("stack", lambda x, z: o.stack([x, x * 2], axis=1)),
    ("matmul", lambda x, z: o.matmul(x, z)), ("maximum", lambda x, z: o.maximum(x, 0.5)), ("two times", lambda x, z: o.multiply(2, x)), ("clip", lambda x, z: o.clip(x, -0.5, 1.0)), ("cast", lambda x, z: o.cast(o.cast(x, "int32"), "float32")),
    ("where", lambda x, z: o.where(x > 0, x, -1.0)), ("absolute", lambda x, z: o.abs(x)), ("power", lambda x, z: o.power(x, 2)), ("negative", lambda x, z: -x), ("rsqrt", lambda x, z: o.rsqrt(o.square(x) + 1)),
    ("divide by a symbol", lambda x, z: 1 / (o.exp(x) + 1)), ("an array", lambda x, z: x + np.array([1.0, 2.0, 3.0], "float32")), ("normalize", lambda x, z: o.normalize(x, axis=-1)), ("repeat", lambda x, z: o.repeat(x, 2, axis=1)),
    ("tile", lambda x, z: o.tile(x, (1, 2, 1))), ("take", lambda x, z: o.take(x, [0, 2], axis=1)), ("one_hot", lambda x, z: o.one_hot(o.argmax(x, axis=-1), 3)), ("get_item", lambda x, z: x[:, 0]), ("get_item parts", lambda x, z: x[:, 1:3, ..., None]),
    ("get_item steps", lambda x, z: x[:, ::-2, -1]), ("average_pool", lambda x, z: o.average_pool(x, 2)), ("max_pool", lambda x, z: o.max_pool(x, 2, strides=1, padding="same")), ("split", lambda x, z: o.split(x, 2, axis=1)[1]), ("twice", lambda x, z: o.multiply(x, x)),
    ("layers between", lambda x, z: o.relu(keras.layers.Permute((2, 1))(o.sin(x))) + 1),
]
two = [
    ("arithmetic", lambda x, z: (x * 2.0 - 1.0) / 3.0 + x), ("reduce_mean", lambda x, z: tf.reduce_mean(x, axis=1)), ("reduce_sum", lambda x, z: tf.reduce_sum(x, axis=[1, 2], keepdims=True)), ("relu", lambda x, z: tf.nn.relu(x)), ("softmax", lambda x, z: tf.nn.softmax(x)),
    ("sigmoid", lambda x, z: tf.sigmoid(x)), ("tanh", lambda x, z: tf.math.tanh(x)), ("concat", lambda x, z: tf.concat([tf.transpose(x, [0, 2, 1]), z], axis=-1)), ("reshape", lambda x, z: tf.reshape(x, (-1, 12))), ("expand_dims", lambda x, z: tf.expand_dims(x, 1)),
    ("squeeze", lambda x, z: tf.squeeze(tf.expand_dims(x, 1), axis=1)), ("cast", lambda x, z: tf.cast(tf.cast(x, tf.int32), "float32")), ("clip", lambda x, z: tf.clip_by_value(x, -0.5, 1.0)), ("maximum", lambda x, z: tf.maximum(x, 0.5)), ("matmul", lambda x, z: tf.matmul(x, z)),
    ("pow", lambda x, z: tf.pow(x, 2.0)), ("square", lambda x, z: tf.square(x)), ("abs", lambda x, z: tf.abs(x)), ("part", lambda x, z: x[:, 0]), ("parts", lambda x, z: x[:, 1:3, 2]), ("stack", lambda x, z: tf.stack([x, x], axis=1)), ("exp", lambda x, z: tf.exp(-x)),
    ("sum of two", lambda x, z: tf.add(x, tf.sqrt(tf.abs(x)))),
]


def arr(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "dtype": str(a.dtype), "data": [float(f"{float(v):.8g}") for v in a.reshape(-1)]}


cases = []
for K, library, functions in ((keras, "keras", three), (tf_keras, "tf_keras", two)):
    for name, f in functions:
        K.backend.clear_session()
        a, b = K.Input((4, 3), name="x"), K.Input((3, 5), name="z")
        both = name in ("concatenate", "concat", "matmul")
        model = K.Model([a, b] if both else a, f(a, b))
        y = model.predict([x, z] if both else x, verbose=0)
        cases.append({"name": name, "library": library, "json": json.loads(model.to_json()), "both": both, "output": arr(y)})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "models", "symbolic.json"), "w") as file:
    json.dump({"x": arr(x), "z": arr(z), "cases": cases}, file, separators=(",", ":"))
