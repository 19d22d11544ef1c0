"""Golden values of tf.keras.backend and tf functions. Writes backend.json beside this script; BackendTests.cs and TensorFlowTests.cs compute the same."""
import json
import os

import numpy as np
import tensorflow as tf

K = tf.keras.backend
HERE = os.path.dirname(os.path.abspath(__file__))
x = np.array([[1.5, -2.0, 0.25], [3.0, 0.5, -0.125]], dtype="float32")
i = np.array([[3, 8, 1], [2, 2, 7]], dtype="int32")
x, i = tf.constant(x), tf.constant(i)


def v(t):
    t = np.asarray(t)
    return {"dtype": str(t.dtype), "shape": list(t.shape), "values": t.astype("float64").ravel().tolist()}


out = {
    "K.mean": v(K.mean(x, axis=0)), "K.sum": v(K.sum(x, axis=[0, 1])), "K.sqrt": v(K.sqrt(x)), "K.argmax": v(K.argmax(x)), "K.l2_normalize": v(K.l2_normalize(x, axis=1)),
    "K.batch_flatten": v(K.batch_flatten(tf.reshape(x, (2, 3, 1)))), "K.relu": v(K.relu(x, alpha=0.1, max_value=2, threshold=0.3)), "K.switch": v(K.switch(tf.constant([[True], [False]]), x, -x)),
    "K.expand_dims": v(K.expand_dims(x)), "K.clip": v(K.clip(x, -1, 1)), "K.one_hot": v(K.one_hot(i, 9)), "K.std": v(K.std(x, axis=1, keepdims=True)), "K.mean_bool": v(K.mean(K.equal(i, tf.constant(2)))),
    "K.elu": v(K.elu(x, 0.5)), "K.hard_sigmoid": v(K.hard_sigmoid(x)), "K.binary_crossentropy": v(K.binary_crossentropy(tf.abs(x) / 4, tf.sigmoid(x) + 0)),
    "K.binary_crossentropy_logits": v(K.binary_crossentropy(tf.abs(x) / 4, x, from_logits=True)), "K.categorical_crossentropy": v(K.categorical_crossentropy(tf.constant([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]]), tf.abs(x))),
    "K.sparse_categorical_crossentropy": v(K.sparse_categorical_crossentropy(tf.constant([2, 0]), tf.nn.softmax(x) * 1.0)),
    "tf.nn.softmax": v(tf.nn.softmax(x)), "tf.nn.softmax0": v(tf.nn.softmax(x, axis=0)), "tf.nn.relu": v(tf.nn.relu(x)),
    "K.tile": v(K.tile(x, (2, 1))), "K.repeat": v(K.repeat(x, 3)), "K.repeat_elements": v(K.repeat_elements(x, 2, 1)), "K.reverse": v(K.reverse(x, 1)),
    "K.temporal_padding": v(K.temporal_padding(tf.reshape(x, (1, 2, 3)))), "K.spatial_2d_padding": v(K.spatial_2d_padding(tf.reshape(x, (1, 2, 3, 1)), ((1, 0), (0, 2)))),
    "tf.tile": v(tf.tile(x, [1, 2])), "tf.split": [v(t) for t in tf.split(x, 3, axis=1)], "tf.split_sizes": [v(t) for t in tf.split(x, [1, 2], axis=1)], "tf.unstack": [v(t) for t in tf.unstack(x)],
    "tf.pad": v(tf.pad(x, [[1, 0], [0, 2]], constant_values=-1)), "tf.pad_reflect": v(tf.pad(x, [[0, 0], [2, 1]], "REFLECT")), "tf.slice": v(tf.slice(x, [0, 1], [1, -1])),
    "tf.linspace": v(tf.linspace(0.0, 1.0, 5)), "tf.reverse": v(tf.reverse(x, [0])), "tf.repeat": v(tf.repeat(x, 2, axis=0)),
    "tf.reduce_mean": v(tf.reduce_mean(x, axis=1)), "tf.reduce_mean_int": v(tf.reduce_mean(i)), "tf.reduce_sum": v(tf.reduce_sum(i, axis=0)), "tf.argmax": v(tf.argmax(x)), "tf.argmax1": v(tf.argmax(x, axis=1, output_type=tf.int32)),
    "tf.one_hot": v(tf.one_hot(i, 4, on_value=5.0, off_value=-1.0)), "tf.matmul": v(tf.matmul(x, x, transpose_b=True)), "tf.gather": v(tf.gather(x, [1, 0, 1])), "tf.gather1": v(tf.gather(x, [2, 0], axis=1)),
    "tf.constant": v(tf.constant([1.0, 2.0])), "tf.constant_int": v(tf.constant([[1, 2], [3, 4]])), "tf.constant_fill": v(tf.constant(7, shape=(2, 3))), "tf.constant_np": v(tf.constant(np.array([1.0, 2.0]))),
    "tf.nn.softmax_cross_entropy": v(tf.nn.softmax_cross_entropy_with_logits(labels=[[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]], logits=x)),
    "tf.nn.sparse_softmax_cross_entropy": v(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[2, 0], logits=x)),
    "tf.nn.sigmoid_cross_entropy": v(tf.nn.sigmoid_cross_entropy_with_logits(labels=np.abs(x) / 4, logits=x)),
    "tf.nn.moments": [v(t) for t in tf.nn.moments(x, axes=[0])], "tf.math.top_k": [v(t) for t in tf.math.top_k(x, 2)], "tf.confusion": v(tf.math.confusion_matrix([0, 1, 2, 2, 1], [0, 2, 2, 2, 1])),
    "tf.norm": v(tf.norm(x)), "tf.add_n": v(tf.add_n([x, x, -x])), "tf.where": v(tf.where(x > 0, x, 0.0)), "tf.stack": v(tf.stack([x, x], axis=1)), "tf.concat": v(tf.concat([x, x], 1)),
    "tf.clip": v(tf.clip_by_value(x, -1.0, 1.0)), "tf.range": v(tf.range(3, 10, 2)), "tf.boolean_mask": v(tf.boolean_mask(x, [False, True])), "tf.math.l2_normalize": v(tf.math.l2_normalize(x, axis=0)),
}
json.dump(out, open(os.path.join(HERE, "backend.json"), "w"))
