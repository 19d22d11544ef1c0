"""Expected values of operations: writes ops/operations.npz (one row per sample of OpSamples.cs, by NumPy and TensorFlow) and ops/api.npz (keras.ops by Keras 3
on TensorFlow). Run with the Python of the reference installation: python ops.py"""
import os
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import math
import numpy as np
import tensorflow as tf
import keras
from keras import ops

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(11)


def f(*shape, low=-2.0, high=2.0):
    return random.uniform(low, high, shape).astype("float32")


def apart(*shape):
    """Numbers no two of which are near each other, none near 0: maxima and signs do not change under small differences."""
    n = int(np.prod(shape))
    return ((random.permutation(n) - n / 2 + 0.25) * 0.37).astype("float32").reshape(shape)


def i(*shape, low=-9, high=9, dtype="int32"):
    return random.randint(low, high, shape).astype(dtype)


def b(*shape):
    return random.uniform(size=shape) < 0.5


# ---- operations

rows = {}


def op(name, function, *inputs):
    rows[name] = (inputs, [np.asarray(function(*inputs))])


def tensor(function):
    return lambda *x: function(*[tf.constant(a) for a in x]).numpy()


unary = {
    "Abs": (np.abs, apart), "Negative": (np.negative, f), "Square": (np.square, f), "Sign": (np.sign, apart),
    "Ceil": (np.ceil, apart), "Floor": (np.floor, apart), "Round": (np.round, apart), "Trunc": (np.trunc, apart),
    "Sqrt": (np.sqrt, lambda *s: f(*s, low=0.3)), "Reciprocal": (np.reciprocal, lambda *s: f(*s, low=0.5)),
    "Exp": (np.exp, f), "Expm1": (np.expm1, f), "Log": (np.log, lambda *s: f(*s, low=0.3)), "Log1p": (np.log1p, lambda *s: f(*s, low=-0.5)),
    "Sin": (np.sin, f), "Cos": (np.cos, f), "Tan": (np.tan, lambda *s: f(*s, low=-1, high=1)), "Sinh": (np.sinh, f), "Cosh": (np.cosh, f), "Tanh": (np.tanh, f),
    "Arcsin": (np.arcsin, lambda *s: f(*s, low=-0.9, high=0.9)), "Arccos": (np.arccos, lambda *s: f(*s, low=-0.9, high=0.9)), "Arctan": (np.arctan, f),
    "Arcsinh": (np.arcsinh, f), "Arccosh": (np.arccosh, lambda *s: f(*s, low=1.3, high=4)), "Arctanh": (np.arctanh, lambda *s: f(*s, low=-0.8, high=0.8)),
    "Sigmoid": (tensor(tf.sigmoid), f), "Erf": (tensor(tf.math.erf), f), "Erfinv": (tensor(tf.math.erfinv), lambda *s: f(*s, low=-0.9, high=0.9)),
}
for name, (function, make) in unary.items():
    for shape in [(3, 5), (), (0, 4), (517,)]:
        op(f"{name}{shape}", function, make(*shape))
    op(f"{name} float64", function, make(4, 3).astype("float64"))
for name in ["Abs", "Negative", "Square", "Sign"]:
    for dtype in ["int8", "int16", "int32", "int64"]:
        op(f"{name} {dtype}", unary[name][0], i(3, 7, dtype=dtype))
op("Square uint8", np.square, i(5, low=0, high=200, dtype="uint8"))
op("Abs least", np.abs, np.array([-2**31, 2**31 - 1, -1], "int32"))
op("Sign special", np.sign, np.array([np.nan, np.inf, -np.inf, 0.0, -0.0] * 5, "float32"))

activations = {
    "Relu": (tf.nn.relu, apart), "Relu6": (tf.nn.relu6, lambda *s: apart(*s) * 1.5), "LeakyRelu": (lambda x: tf.nn.leaky_relu(x, 0.2), apart),
    "Elu": (lambda x: tf.where(x > 0, x, tf.constant(0.7, x.dtype) * tf.math.expm1(x)), apart), "Selu": (tf.nn.selu, apart), "Silu": (tf.nn.silu, f), "Gelu": (lambda x: tf.nn.gelu(x, approximate=False), f),
    "Gelu tanh": (lambda x: tf.nn.gelu(x, approximate=True), f), "Softplus": (tf.nn.softplus, f), "Softsign": (tf.nn.softsign, f),
}
for name, (function, make) in activations.items():
    op(f"{name}", tensor(function), make(3, 5))
    op(f"{name} float64", tensor(function), make(3, 5).astype("float64"))


def slope(function):
    def run(x, dy):
        x = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return tape.gradient(y, x, output_gradients=tf.constant(dy)).numpy()
    return run


op("ActivationGradient Silu", slope(tf.nn.silu), f(3, 5), f(3, 5))
op("ActivationGradient Gelu", slope(lambda x: tf.nn.gelu(x, approximate=False)), f(3, 5), f(3, 5))
op("ActivationGradient Softsign", slope(tf.nn.softsign), apart(3, 5), f(3, 5))
seed = np.array([7, 3], "int64")
op("StatelessUniform", lambda s: tf.random.stateless_uniform((3, 5), s).numpy(), seed)
op("StatelessNormal", lambda s: tf.random.stateless_normal((3, 5), s).numpy(), seed)
op("StatelessGamma", lambda s, a: tf.random.stateless_gamma(a.shape, s, a).numpy(), seed, np.array([[0.2, 0.7, 1], [2.5, 30, 1e-3]], "float32"))
op("StatelessIntegers", lambda s: tf.random.stateless_uniform((3, 5), s, -4, 9, "int64").numpy(), seed)
op("StatelessTruncatedNormal", lambda s: tf.random.stateless_truncated_normal((3, 5), s).numpy(), seed)

positive = lambda *s: f(*s, low=0.5)
tenths = lambda *s: f(*s).round(1)
between = lambda *s: f(*s).round(1) + np.float32(0.05)      # never near the tenths
binary = {
    "Add": (np.add, f, f), "Subtract": (np.subtract, f, f), "Multiply": (np.multiply, f, f), "Divide": (np.divide, f, positive),
    "Maximum": (np.maximum, tenths, between), "Minimum": (np.minimum, tenths, between), "Mod": (np.mod, f, positive), "FloorDivide": (lambda a, c: np.floor(a / c), f, positive),
    "Power": (np.power, positive, f), "Arctan2": (np.arctan2, positive, positive),
    "Greater": (np.greater, f, f), "GreaterEqual": (np.greater_equal, f, f), "Less": (np.less, f, f), "LessEqual": (np.less_equal, f, f),
    "Equal": (np.equal, f, f), "NotEqual": (np.not_equal, f, f),
}
shapes = [((3, 5), (3, 5)), ((3, 5), (5,)), ((3, 1), (3, 5)), ((2, 1, 3), (2, 4, 3)), ((2, 1, 3, 1), (1, 4, 1, 2)), ((), (2, 2)), ((), ()), ((0, 3), (1, 3)), ((1, 3), (0, 3)), ((2049,), (2049,)), ((3, 700), (700,)), ((700, 1), (700, 5))]
for name, (function, left, right) in binary.items():
    for l, r in shapes:
        op(f"{name}{l}{r}", function, left(*l), right(*r))
    op(f"{name} float64", function, left(4, 1).astype("float64"), right(3).astype("float64"))
for name in ["Add", "Subtract", "Multiply", "Maximum", "Minimum", "Greater", "GreaterEqual", "Less", "LessEqual", "Equal", "NotEqual"]:
    for dtype in ["int8", "int16", "int32", "int64"]:
        op(f"{name} {dtype}", binary[name][0], i(4, 70, dtype=dtype), i(70, dtype=dtype))
    for dtype in ["uint8", "uint32"]:
        op(f"{name} {dtype}", binary[name][0], i(4, 70, low=0, high=250, dtype=dtype), i(70, low=0, high=250, dtype=dtype))
for name in ["Equal", "NotEqual"]:
    op(f"{name} bool", binary[name][0], b(4, 5), b(5))
    op(f"{name} special", binary[name][0], np.array([np.nan, np.inf, 0.0] * 30, "float32"), np.array([np.nan, np.inf, -0.0] * 30, "float32"))
for name, function in {"Mod": np.mod, "FloorDivide": np.floor_divide}.items():
    for dtype in ["int8", "int32", "int64"]:
        op(f"{name} {dtype}", function, i(40, dtype=dtype), np.where(random.uniform(size=40) < 0.5, -3, 4).astype(dtype))
    op(f"{name} uint8", function, i(40, low=0, high=255, dtype="uint8"), i(40, low=1, high=9, dtype="uint8"))
op("Mod float signs", np.mod, np.array([5.5, -5.5, 5.5, -5.5, 6, -6], "float32"), np.array([3, 3, -3, -3, 3, 3], "float32"))
op("Power int32", np.power, i(30, low=-5, high=6), i(30, low=0, high=5))
op("Power negative base", np.power, np.array([-2, -2, -0.5, 0, 0], "float32"), np.array([3, 2, -1, 0, 2], "float32"))
op("Maximum nan", np.maximum, np.array([np.nan, 1, 2], "float32"), np.array([1, np.nan, 3], "float32"))
op("Minimum nan", np.minimum, np.array([np.nan, 1, 2], "float32"), np.array([1, np.nan, 3], "float32"))

for name, function in {"LogicalAnd": np.logical_and, "LogicalOr": np.logical_or, "LogicalXor": np.logical_xor}.items():
    op(f"{name}", function, b(3, 40), b(40))
    op(f"{name} empty", function, b(0, 4), b(4))
op("LogicalNot", np.logical_not, b(3, 40))

for source in ["float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint32", "bool"]:
    for target in ["float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint32", "bool"]:
        x = b(50) if source == "bool" else f(50, low=-100 if not source.startswith("u") else 0, high=100).astype(source)
        if target.startswith("u") and source.startswith("float"):
            x = np.abs(x)
        op(f"Cast {source} {target}", lambda x, target=target: x.astype(target), x)

op("Select", np.where, b(3, 40), f(3, 40), f(40))
op("Select condition broadcast", np.where, b(3, 1), f(3, 40), f(3, 40))
op("Select general", np.where, b(2, 1, 3), f(2, 4, 3), f(3))
for dtype in ["float64", "int8", "int16", "int32", "int64"]:
    op(f"Select {dtype}", np.where, b(70), i(70, dtype=dtype), i(70, dtype=dtype))
op("Select bool", np.where, b(70), b(70), b(70))
for frm, to in [((3,), (4, 3)), ((3, 1), (3, 5)), ((2, 1, 3), (2, 4, 3)), ((1,), (0,)), ((), (2, 3)), ((2, 1, 3, 1), (2, 4, 3, 5))]:
    op(f"BroadcastTo{frm}{to}", lambda x, to=to: np.broadcast_to(x, to), f(*frm))
op("BroadcastTo int8", lambda x: np.broadcast_to(x, (2, 4, 3)), i(2, 1, 3, dtype="int8"))
op("BroadcastTo int64", lambda x: np.broadcast_to(x, (2, 4, 3)), i(2, 1, 3, dtype="int64"))

op("Reshape", lambda x: x.reshape(4, 6), f(2, 3, 4))
op("Reshape empty", lambda x: x.reshape(0, 6), f(2, 0, 3))
op("StopGradient", lambda x: x, f(2, 3))
for order in [(1, 0), (0, 2, 1), (2, 0, 1), (3, 1, 0, 2)]:
    op(f"Transpose{order}", lambda x, order=order: np.transpose(x, order), f(*[3, 4, 5, 2][:len(order)]))
for dtype in ["int8", "int16", "int64"]:
    op(f"Transpose {dtype}", lambda x: x.T, i(33, 18, dtype=dtype))
op("Transpose empty", lambda x: x.T, f(0, 3))

for name, function in {"Sum": np.sum, "Product": np.prod, "Max": np.max, "Min": np.min}.items():
    for axes in [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)]:
        op(f"{name}{axes}", lambda x, axes=axes: function(x, axis=axes), apart(3, 4, 5) * 0.2)
    op(f"{name} float64", lambda x: function(x, axis=1), apart(3, 4).astype("float64"))
    for dtype in ["int32", "int64"]:
        op(f"{name} {dtype}", lambda x, dtype=dtype: function(x, axis=0).astype(dtype), i(5, 7, low=-4, high=4, dtype=dtype))
    op(f"{name} large", lambda x: function(x.astype("float64"), axis=0).astype("float32"), 1 + apart(70, 33) * 1e-5)
op("Sum empty", lambda x: np.sum(x, axis=1), f(3, 0, 2))
op("Product empty", lambda x: np.prod(x, axis=1), f(3, 0, 2))
op("Max ties", lambda x: np.max(x, axis=1), i(6, 9, low=0, high=3).astype("float32"))
op("Product zeros", lambda x: np.prod(x, axis=1), np.array([[1, 2, 0, 3], [0, 2, 0, 1], [1, 2, 3, 4]], "float32"))
for dtype in ["int8", "int16", "uint8", "uint32"]:
    op(f"Max {dtype}", lambda x: np.max(x, axis=0), i(5, 7, low=0, dtype=dtype))
    op(f"Min {dtype}", lambda x: np.min(x, axis=0), i(5, 7, low=0, dtype=dtype))
op("Max bool", lambda x: np.max(x, axis=0), b(2, 9))
op("Min bool", lambda x: np.min(x, axis=0), b(2, 9))
op("ArgMax", lambda x: np.argmax(x, axis=1), f(5, 33))
op("ArgMax first axis", lambda x: np.argmax(x, axis=0), f(5, 33))
op("ArgMax ties", lambda x: np.argmax(x, axis=1), i(20, 9, low=0, high=3).astype("float32"))
for dtype in ["float64", "int8", "int16", "int32", "int64"]:
    op(f"ArgMax {dtype}", lambda x: np.argmax(x, axis=1), i(5, 33, dtype=dtype))
op("CumulativeSum", lambda x: np.cumsum(x, 1), f(3, 4, 2))
op("CumulativeSum reverse", lambda x: np.flip(np.cumsum(np.flip(x, 0), 0), 0), f(5, 2))
op("CumulativeSum int8", lambda x: np.cumsum(x, 0, dtype="int8"), i(5, dtype="int8"))
op("CumulativeProduct", lambda x: np.cumprod(x, 1), f(3, 4, 2, low=0.5))
op("CumulativeProduct reverse", lambda x: np.flip(np.cumprod(np.flip(x, 0), 0), 0), f(5, 2, low=0.5))
op("CumulativeSum empty", lambda x: np.cumsum(x, 1), f(3, 0, 2))

for ta, tb, sa, sb in [(0, 0, (3, 4), (4, 5)), (1, 0, (4, 3), (4, 5)), (0, 1, (3, 4), (5, 4)), (1, 1, (4, 3), (5, 4)), (0, 0, (2, 3, 4), (2, 4, 5)), (1, 1, (2, 4, 3), (2, 5, 4)),
                       (0, 0, (2, 3, 4), (4, 5)), (1, 0, (2, 4, 3), (4, 5)), (0, 1, (2, 3, 4), (5, 4)), (1, 1, (2, 4, 3), (5, 4)), (0, 0, (1, 7), (7, 1)), (0, 0, (2, 2, 3, 1), (2, 2, 1, 2)),
                       (0, 0, (0, 4), (4, 5)), (0, 0, (3, 0), (0, 5)), (0, 0, (0, 3, 4), (0, 4, 5))]:
    op(f"MatMul{ta}{tb}{sa}{sb}", lambda a, c, ta=ta, tb=tb: np.matmul(np.swapaxes(a, -1, -2) if ta else a, np.swapaxes(c, -1, -2) if tb else c), f(*sa), f(*sb))
for dtype in ["float64", "int8", "int32", "int64"]:
    op(f"MatMul {dtype}", np.matmul, i(2, 3, 4, low=-3, high=4, dtype=dtype), i(2, 4, 2, low=-3, high=4, dtype=dtype))
op("MatMul int32 transposed", lambda a, c: np.matmul(a.T, c.T), i(4, 3), i(2, 4))

op("Concat", lambda *x: np.concatenate(x, 1), f(2, 3), f(2, 1), f(2, 0), f(2, 4))
op("Concat first", lambda *x: np.concatenate(x, 0), f(2, 3), f(1, 3))
op("Concat int8", lambda *x: np.concatenate(x, 1), i(2, 3, 2, dtype="int8"), i(2, 5, 2, dtype="int8"))
op("Slice", lambda x: x[1:3, 0:5:2], f(4, 5))
op("Slice backwards", lambda x: x[::-1, 4:0:-2], f(4, 5))
op("Slice empty", lambda x: x[2:2], f(4, 5))
op("Slice int8", lambda x: x[:, 1:4], i(4, 5, dtype="int8"))
op("Slice int64", lambda x: x[:, ::-1], i(4, 5, dtype="int64"))
op("Unslice", lambda x: np.pad(x, ((1, 0), (2, 3))), f(2, 3))


def every_second(x):
    y = np.zeros((5, 4), x.dtype)
    y[::2, ::-1] = x
    return y


op("Unslice steps", every_second, f(3, 4))
op("Unslice empty", lambda x: np.zeros((3, 2), x.dtype), f(0, 2))
op("Gather", lambda x, n: x[n], f(5, 3), np.array([4, 0, 0, 2], "int64"))
op("Gather second axis", lambda x, n: np.take(x, n, 1), f(2, 5, 3), np.array([[4, 0], [0, 2]], "int64"))
op("Gather one", lambda x, n: x[n], f(5, 3), np.array(3, "int64"))
op("Gather none", lambda x, n: x[n], f(5, 3), np.zeros((0,), "int64"))
op("Gather int8", lambda x, n: x[n], i(5, 3, dtype="int8"), np.array([4, 0, 0, 2], "int64"))


def scatter_add(x, n, count=4):
    y = np.zeros((count,) + x.shape[1:], x.dtype)
    for row, k in zip(x, n):
        if 0 <= k < count:
            y[k] += row
    return y


op("ScatterAdd", scatter_add, f(6, 3), np.array([3, 0, 3, 1, 1, 3], "int64"))
op("ScatterAdd outside", scatter_add, f(6, 3), np.array([3, -1, 3, 4, 1, 99], "int64"))
op("ScatterAdd numbers", scatter_add, f(6), np.array([3, 0, 3, 1, 1, 3], "int64"))
for dtype in ["float64", "int32", "int64", "uint8"]:
    op(f"ScatterAdd {dtype}", scatter_add, i(6, 2, low=0, dtype=dtype), np.array([3, 0, 3, 1, 7, 3], "int64"))


def one_hot(n, classes=4, dtype="float32"):
    return (np.asarray(n)[..., None] == np.arange(classes)).astype(dtype)


op("OneHot", one_hot, np.array([[0, 3, 1], [-1, 4, 2]], "int64"))
op("OneHot bool", lambda n: one_hot(n, dtype="bool"), np.array([0, 3, 9], "int64"))
op("OneHot int64", lambda n: one_hot(n, dtype="int64"), np.array([0, 3, 9], "int64"))
op("ArgSort", lambda x: np.argsort(x, -1, kind="stable"), i(4, 30, low=0, high=9).astype("float32"))
op("ArgSort descending", lambda x: np.argsort(-x, -1, kind="stable"), i(4, 30, low=0, high=9))
op("ArgSort nan", lambda x: np.argsort(x, -1, kind="stable"), np.array([2, np.nan, -1, np.inf, np.nan, -np.inf], "float32"))
op("ArgSort empty", lambda x: np.argsort(x, -1), f(3, 0))
op("TopK", tensor(lambda x: tf.cast(tf.math.top_k(x, 3).indices, "int64")), f(4, 9))
op("TopK ties", tensor(lambda x: tf.cast(tf.math.top_k(x, 3).indices, "int64")), i(6, 9, low=0, high=3))
op("InTopK", tensor(lambda n, x: tf.math.in_top_k(n, x, 2)), np.array([0, 1, 2, 3, 0], "int64"), f(5, 4))
op("SearchSorted left", lambda s, v: np.searchsorted(s, v), np.array([0, 1, 1, 2, 5], "float32"), np.array([[-1, 0, 1], [1.5, 5, 9]], "float32"))
op("SearchSorted right", lambda s, v: np.searchsorted(s, v, side="right"), np.array([0, 1, 1, 2, 5], "int32"), np.array([-1, 0, 1, 5, 9], "int32"))

op("Softmax", tensor(tf.nn.softmax), f(3, 7))
op("Softmax large", tensor(tf.nn.softmax), np.array([[1e4, 0, -1e4], [88.0, 89.0, 90.0]], "float32"))
op("Softmax float64", tensor(tf.nn.softmax), f(2, 3, 4).astype("float64"))
op("Softmax empty", lambda x: x, f(0, 4))
op("LogSoftmax", tensor(tf.nn.log_softmax), f(3, 7))
op("LogSoftmax float64", tensor(tf.nn.log_softmax), f(2, 3, 4).astype("float64"))
op("SparseCrossEntropy", tensor(lambda x, n: tf.nn.sparse_softmax_cross_entropy_with_logits(n, x)), f(5, 4), np.array([0, 3, 2, 2, 1], "int64"))
op("SparseCrossEntropy float64", tensor(lambda x, n: tf.nn.sparse_softmax_cross_entropy_with_logits(n, x)), f(5, 4).astype("float64"), np.array([0, 3, 2, 2, 1], "int64"))
target = np.abs(f(5, 4))
op("SoftmaxCrossEntropy", tensor(lambda x, t: tf.nn.softmax_cross_entropy_with_logits(t, x)), f(5, 4), (target / target.sum(1, keepdims=True)).astype("float32"))
op("NextSeed", lambda s: s + np.array([0, 1]), np.array([7, 3], "int64"))
op("Iota", lambda: np.arange(7, dtype="int32"))
op("Iota float32", lambda: np.arange(2050, dtype="float32"))
op("Full", lambda: np.full((3, 4), 2.5, "float32"))
op("Full int8", lambda: np.full((3, 4), -3, "int8"))
op("Full bool", lambda: np.full((2,), True))
op("Constant", lambda: np.arange(6, dtype="float32").reshape(2, 3))
op("Placeholder", lambda x: x, f(2, 3))
op("Placeholder bool", lambda x: x, b(2, 3))
op("ReadVariable", lambda: np.arange(6, dtype="float32").reshape(2, 3))


# ---- keras.ops

calls = {}


def call(name, function, *inputs):
    outputs = function(*inputs)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    calls[name] = (inputs, [np.asarray(o) for o in outputs])


for name in ["arcsin", "arccos", "arctanh"]:
    call(name, getattr(ops, name), f(3, 5, low=-0.9, high=0.9))
for name in ["arctan", "arcsinh", "sinh", "cosh", "erf", "erfc", "exp2", "trunc", "deg2rad", "rad2deg", "sinc", "cbrt", "expm1", "log_softmax", "softmax", "logsumexp", "floor", "ceil", "abs", "sign", "square", "sigmoid", "tanh", "exp", "sin", "cos", "tan"]:
    call(name, getattr(ops, name), f(3, 5))
for name in ["floor", "ceil", "abs", "sign", "square", "negative", "sqrt", "exp", "round", "trunc", "sum", "prod", "mean", "max", "min", "var", "std", "argmax", "argmin", "cumsum", "cumprod", "sort", "argsort", "median", "count_nonzero"]:
    for dtype in ["int8", "uint8", "int32", "int64"]:
        if (name, dtype) != ("negative", "uint8"):
            call(f"{name} {dtype}", getattr(ops, name), i(3, 5, low=0, high=4, dtype=dtype))
for name in ["sum", "prod", "mean", "max", "min", "any", "all", "argmax", "argmin", "count_nonzero"]:
    call(f"{name} bool", getattr(ops, name), b(3, 5))
for name in ["add", "subtract", "multiply", "divide", "floor_divide", "mod", "power", "maximum", "minimum", "logaddexp", "arctan2", "hypot"]:
    call(name, getattr(ops, name), f(3, 5, low=0.5), f(5, low=0.5))
for name in ["add", "subtract", "multiply", "divide", "floor_divide", "mod", "power", "maximum", "minimum", "matmul"]:
    for dtype in ["uint8", "int8", "int32", "int64"]:
        if (name, dtype) != ("matmul", "int8"):  # int8 products give int32 there
            call(f"{name} {dtype}", getattr(ops, name), i(3, 3, low=2, high=5, dtype=dtype), i(3, 3, low=1, high=4, dtype=dtype))
call("acosh", ops.arccosh, f(4, low=1.5, high=3))
call("erfinv", ops.erfinv, f(20, low=-0.99, high=0.99))
call("log2", ops.log2, f(4, low=0.5))
call("log10", ops.log10, f(4, low=0.5))
call("rsqrt", ops.rsqrt, f(4, low=0.5))
call("reciprocal", ops.reciprocal, f(4, low=0.5))
call("round decimals", lambda x: ops.round(x, 2), f(9))
call("clip", lambda x: ops.clip(x, -0.5, 1), f(9))
call("clip int", lambda x: ops.clip(x, 1, 3), i(9))
call("add int float", lambda x: ops.add(x, 1.5), i(4))
call("add int64 float32", ops.add, i(4, dtype="int64"), f(4))
call("add uint8 int8", ops.add, i(4, low=0, dtype="uint8"), i(4, dtype="int8"))
call("add uint32 int32", ops.add, i(4, low=0, dtype="uint32"), i(4))
call("add float64 float32", ops.add, f(4).astype("float64"), f(4))
call("add bool 1", lambda x: ops.add(x, 1), b(4))
call("power int 2", lambda x: ops.power(x, 2), i(4))
call("power int half", lambda x: ops.power(x, 0.5), i(4, low=0))
call("divide_no_nan", ops.divide_no_nan, f(4), np.array([0, 1, 0, 2], "float32"))
call("heaviside", ops.heaviside, np.array([-1, 0, 2], "float32"), np.array([0.5, 0.5, 0.5], "float32"))
special = np.array([1, np.nan, np.inf, -np.inf, 0], "float32")
for name in ["isnan", "isinf", "isfinite", "isposinf", "isneginf", "nan_to_num"]:
    call(name, getattr(ops, name), special)
call("nan_to_num numbers", lambda x: ops.nan_to_num(x, 1, 2, 3), special)
call("isclose", ops.isclose, np.array([1, 1, np.nan], "float32"), np.array([1.000001, 1.1, np.nan], "float32"))
call("isclose nan", lambda a, c: ops.isclose(a, c, equal_nan=True), np.array([1, 1, np.nan], "float32"), np.array([1.000001, 1.1, np.nan], "float32"))
call("isclose int", ops.isclose, i(5), i(5))
call("saturate_cast", lambda x: ops.saturate_cast(x, "uint8"), np.array([-5, 3.7, 300], "float32"))
call("where", lambda c, x: ops.where(c, x, 1.5), b(3, 4), i(3, 4))
call("logical_not", ops.logical_not, i(5, low=0, high=2))
call("logical_xor", ops.logical_xor, b(5), b(5))

for axis in [None, 0, -1, (0, 2)]:
    for name in ["sum", "mean", "max", "min", "prod", "var", "std", "logsumexp"]:
        call(f"{name} {axis}", lambda x, axis=axis: getattr(ops, name)(x, axis=axis), f(3, 4, 2))
        call(f"{name} {axis} keepdims", lambda x, axis=axis: getattr(ops, name)(x, axis=axis, keepdims=True), f(3, 4, 2))
for axis in [None, 0, -1]:
    for name in ["argmax", "argmin"]:
        call(f"{name} {axis} keepdims", lambda x, axis=axis: getattr(ops, name)(x, axis=axis, keepdims=True), f(3, 4, 2))
    for name in ["cumsum", "cumprod"]:
        call(f"{name} {axis}", lambda x, axis=axis: getattr(ops, name)(x, axis=axis), f(3, 4))
    call(f"median {axis}", lambda x, axis=axis: ops.median(x, axis=axis), f(3, 4))
call("max initial", lambda x: ops.max(x, axis=0, initial=0.5), f(3, 4))
call("median keepdims", lambda x: ops.median(x, axis=(0, 2), keepdims=True), f(3, 4, 3))
for method in ["linear", "lower", "higher", "nearest", "midpoint"]:
    call(f"quantile {method}", lambda x, method=method: ops.quantile(x, [0.15, 0.55, 0.85], axis=1, method=method), f(3, 6))
call("average", lambda x, w: ops.average(x, axis=1, weights=w), f(3, 4), f(4, low=0.1))
call("average all", lambda x, w: ops.average(x, weights=w), f(3, 4), f(3, 4, low=0.1))
call("diff", lambda x: ops.diff(x, n=2, axis=1), f(3, 5))
call("moments", lambda x: ops.moments(x, axes=[0, 1]), f(3, 5, 2))
call("sort 0", lambda x: ops.sort(x, axis=0), f(5, 3))
call("sort", ops.sort, f(5, 3))
call("argsort 0", lambda x: ops.argsort(x, axis=0), f(5, 3))
call("top_k", lambda x: ops.top_k(x, 2), f(3, 5))
call("top_k int", lambda x: ops.top_k(x, 2), np.array([[3, 1, 2], [5, 9, 7]], "int32"))
call("in_top_k", lambda n, x: ops.in_top_k(n, x, 2), np.array([0, 1, 2], "int32"), f(3, 4))
call("searchsorted", ops.searchsorted, np.array([1, 2, 3], "float32"), np.array([0, 2, 2.5, 9], "float32"))
call("searchsorted right", lambda s, v: ops.searchsorted(s, v, side="right"), np.array([1, 2, 3], "float32"), np.array([0, 2, 2.5, 9], "float32"))
call("digitize", lambda x: ops.digitize(x, np.array([0.0, 1.0, 2.5, 4.0])), np.array([0.2, 6.4, 3.0, 1.6, -1, 1.0], "float32"))

for x in [f(2, 3, 4)]:
    call("flip", ops.flip, x)
    call("flip 1", lambda x: ops.flip(x, axis=1), x)
    call("roll", lambda x: ops.roll(x, 5), x)
    call("roll 1", lambda x: ops.roll(x, -1, axis=1), x)
    call("repeat", lambda x: ops.repeat(x, 2), x)
    call("repeat 1", lambda x: ops.repeat(x, 3, axis=1), x)
    call("repeat list", lambda x: ops.repeat(x, [1, 0, 2], axis=1), x)
    call("tile", lambda x: ops.tile(x, [2, 1, 3]), x)
    call("tile more", lambda x: ops.tile(x, [2, 1, 1, 2]), x)
    call("tile fewer", lambda x: ops.tile(x, [2]), x)
    call("pad", lambda x: ops.pad(x, ((1, 2), (0, 1), (2, 0))), x)
    call("pad value", lambda x: ops.pad(x, ((1, 2), (0, 1), (2, 0)), constant_values=1.5), x)
    call("pad reflect", lambda x: ops.pad(x, ((1, 1), (0, 2), (3, 0)), mode="reflect"), x)
    call("pad symmetric", lambda x: ops.pad(x, ((2, 1), (0, 3), (3, 0)), mode="symmetric"), x)
    call("slice", lambda x: ops.slice(x, [1, 0, 2], [1, 2, 2]), x)
    call("slice_update", lambda x, u: ops.slice_update(x, [0, 1, 2], u), x, f(2, 1, 2))
    call("split", lambda x: ops.split(x, 2, axis=2), x)
    call("split at", lambda x: ops.split(x, [1, 3], axis=2), x)
    call("unstack", lambda x: ops.unstack(x, axis=1), x)
    call("stack", lambda x: ops.stack([x, x * 2], axis=-1), x)
    call("concatenate", lambda x: ops.concatenate([x, x * 2]), x)
    call("concatenate int", lambda x, y: ops.concatenate([x, y], axis=1), f(2, 3), i(2, 1))
    call("transpose", ops.transpose, x)
    call("swapaxes", lambda x: ops.swapaxes(x, 0, -1), x)
    call("moveaxis", lambda x: ops.moveaxis(x, 0, -1), x)
    call("expand_dims", lambda x: ops.expand_dims(x, -2), x)
    call("squeeze", ops.squeeze, x[:, :1])
    call("take", lambda x: ops.take(x, [1, -1, 0]), x)
    call("take 1", lambda x: ops.take(x, [[2, 0], [-1, 1]], axis=1), x)
    call("take_along_axis", lambda x, n: ops.take_along_axis(x, n, axis=1), x, np.array([[[0, 1, 2, -1]], [[2, 2, 0, 1]]], "int32"))
    call("take_along_axis broadcast", lambda x, n: ops.take_along_axis(x, n, axis=1), x, np.array([[[0], [1], [2], [0]]], "int32"))
    call("tril", ops.tril, x)
    call("triu 1", lambda x: ops.triu(x, k=1), x)
    call("diagonal", ops.diagonal, x)
    call("diagonal offset", lambda x: ops.diagonal(x, offset=1, axis1=1, axis2=2), x)
    call("diagonal below", lambda x: ops.diagonal(x, offset=-1, axis1=1, axis2=2), x)
    call("trace", lambda x: ops.trace(x, axis1=1, axis2=2), x)
    call("ravel", ops.ravel, x)
call("diag", ops.diag, f(3))
call("diag 1", lambda x: ops.diag(x, k=1), f(3))
call("diag -2", lambda x: ops.diag(x, k=-2), f(3))
call("diag matrix", ops.diag, f(3, 3))
call("scatter", lambda n, v: ops.scatter(n, v, (3, 4)), np.array([[0, 1], [2, 3], [0, 1]], "int32"), f(3))
call("scatter rows", lambda n, v: ops.scatter(n, v, (3, 4)), np.array([[1], [2]], "int32"), f(2, 4))
call("scatter_update", ops.scatter_update, f(3, 4), np.array([[0, 1], [2, 3]], "int32"), f(2))
call("segment_sum", lambda x, n: ops.segment_sum(x, n, 3), f(5, 2), np.array([0, 2, 2, 0, 1], "int32"))
call("bincount", lambda x: ops.bincount(x, minlength=4), np.array([0, 1, 1, 3], "int32"))
call("one_hot", lambda x: ops.one_hot(x, 3), i(2, 3, low=0, high=3))
call("one_hot axis", lambda x: ops.one_hot(x, 3, axis=1, dtype="int32"), i(2, 4, low=0, high=3))
call("multi_hot", lambda x: ops.multi_hot(x, 5), np.array([[0, 2], [4, 4]], "int32"))
call("meshgrid", ops.meshgrid, f(3), f(2))
call("meshgrid ij", lambda x, y, z: ops.meshgrid(x, y, z, indexing="ij"), f(3), f(2), f(2))
call("arange", lambda: ops.arange(5))
call("arange step", lambda: ops.arange(7, 1, -2))
call("arange float", lambda: ops.arange(0.0, 1.0, 0.25))
call("linspace", lambda: ops.linspace(0, 1, 7))
call("linspace open", lambda: ops.linspace(2, 5, 4, endpoint=False))
call("logspace", lambda: ops.logspace(0, 2, 5))
call("eye", lambda: ops.eye(3, 4, k=1))
call("eye below", lambda: ops.eye(3, k=-1))
call("tri", lambda: ops.tri(3, 4, k=1))
call("full", lambda: ops.full((2, 2), 3))
call("zeros_like", ops.zeros_like, i(2, 2))
call("full_like", lambda x: ops.full_like(x, 2), f(2, 2))

call("matmul", ops.matmul, f(2, 1, 3, 4), f(5, 4, 2))
call("matmul vector", ops.matmul, f(3, 4), f(4))
call("matmul vectors", ops.matmul, f(4), f(4))
call("matmul vector left", ops.matmul, f(4), f(2, 4, 3))
call("dot", ops.dot, f(2, 3), f(4, 3, 2))
call("dot scalar", ops.dot, f(), f(4, 3))
call("vdot", ops.vdot, f(2, 3), f(3, 2))
call("inner", ops.inner, f(2, 3), f(4, 3))
call("outer", ops.outer, f(2, 3), f(4))
call("tensordot", ops.tensordot, f(2, 3, 4), f(3, 4, 5))
call("tensordot axes", lambda a, c: ops.tensordot(a, c, axes=[[0, 2], [1, 0]]), f(2, 3, 4), f(4, 2, 5))
for subscripts, left, right in [("ij,jk->ik", (2, 3), (3, 4)), ("ij,jk", (2, 3), (3, 4)), ("bij,bjk->bik", (2, 3, 4), (2, 4, 5)), ("bhid,bhjd->bhij", (2, 2, 3, 4), (2, 2, 5, 4)), ("abc,cde->abde", (2, 3, 4), (4, 3, 2)),
                                ("aecd,abcd->acbe", (2, 3, 4, 5), (2, 6, 4, 5)), ("i,j->ij", (2,), (3,)), ("i,i", (3,), (3,)), ("ij,ij->", (2, 3), (2, 3)), ("...ij,...jk->...ik", (2, 1, 3, 4), (5, 4, 2)), ("ij,kj->ikj", (2, 3), (4, 3)), ("ij,k->j", (2, 3), (4,))]:
    call(f"einsum {subscripts}", lambda a, c, s=subscripts: ops.einsum(s, a, c), f(*left), f(*right))
call("einsum ij->ji", lambda x: ops.einsum("ij->ji", x), f(2, 3))
call("einsum ii->i", lambda x: ops.einsum("ii->i", x), f(3, 3))
call("einsum ii", lambda x: ops.einsum("ii", x), f(3, 3))
call("einsum ijk->j", lambda x: ops.einsum("ijk->j", x), f(2, 3, 4))
call("einsum ij,jk,kl->il", lambda a, c, d: ops.einsum("ij,jk,kl->il", a, c, d), f(2, 3), f(3, 4), f(4, 2))
call("norm", ops.norm, f(3, 4))
for order in [1, 2, 3, 0, math.inf, -math.inf]:
    call(f"norm {order}", lambda x, order=order: ops.norm(x, ord=order, axis=1), f(3, 4))
for order in [1, -1, math.inf, -math.inf]:
    call(f"norm matrix {order}", lambda x, order=order: ops.norm(x, ord=order, axis=(0, 2)), f(3, 2, 4))
    call(f"norm matrix {order} keepdims", lambda x, order=order: ops.norm(x, ord=order, axis=(0, 2), keepdims=True), f(3, 2, 4))
for order in [1, 2, 3]:
    call(f"normalize {order}", lambda x, order=order: ops.normalize(x, axis=0, order=order), f(3, 4))
for name in ["relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "hard_silu", "hard_sigmoid", "hard_tanh", "tanh_shrink", "hard_shrink", "soft_shrink", "softplus", "softsign", "log_sigmoid", "sparse_plus", "sparse_sigmoid", "squareplus"]:
    call(name, getattr(ops, name), f(3, 5, low=-4, high=8))
call("glu", ops.glu, f(3, 6))
call("threshold", lambda x: ops.threshold(x, 0.5, -1.0), f(3, 6))
call("softmax 0", lambda x: ops.softmax(x, axis=0), f(3, 4))
call("softmax None", lambda x: ops.softmax(x, axis=None), f(3, 4))
call("log_softmax 0", lambda x: ops.log_softmax(x, axis=0), f(3, 4))
probabilities = f(3, 4, low=0.1)
probabilities = probabilities / probabilities.sum(1, keepdims=True)
call("binary_crossentropy", ops.binary_crossentropy, b(3, 4).astype("float32"), f(3, 4, low=0.1, high=0.9))
call("binary_crossentropy logits", lambda t, x: ops.binary_crossentropy(t, x, from_logits=True), b(3, 4).astype("float32"), f(3, 4))
call("categorical_crossentropy", ops.categorical_crossentropy, np.eye(4, dtype="float32")[:3], probabilities)
call("categorical_crossentropy logits", lambda t, x: ops.categorical_crossentropy(t, x, from_logits=True), np.eye(4, dtype="float32")[:3], f(3, 4))
call("sparse_categorical_crossentropy", ops.sparse_categorical_crossentropy, np.array([0, 3, 1], "int32"), probabilities)
call("sparse_categorical_crossentropy logits", lambda t, x: ops.sparse_categorical_crossentropy(t, x, from_logits=True), np.array([0, 3, 1], "int32"), f(3, 4))
call("batch_normalization", lambda x, m, v, o, s: ops.batch_normalization(x, m, v, 1, o, s), f(2, 3, 4), f(3), f(3, low=0.5), f(3), f(3))
call("psnr", lambda a, c: ops.psnr(a, c, 2.0), f(3, 4), f(3, 4))


# ---- convolutions and poolings, written out in NumPy

def taps(x, size, stride, dilation, pads, fill=0.0):
    """(batch, rows, columns, size, size, channels): what a window sees at each position."""
    padded = np.pad(x.astype("float64"), ((0, 0), pads[0], pads[1], (0, 0)), constant_values=fill)
    lengths = [(padded.shape[1 + a] - (size[a] - 1) * dilation[a] - 1) // stride[a] + 1 for a in (0, 1)]
    out = np.empty((x.shape[0], *lengths, *size, x.shape[3]))
    for ky in range(size[0]):
        for kx in range(size[1]):
            out[:, :, :, ky, kx] = padded[:, ky * dilation[0]:ky * dilation[0] + (lengths[0] - 1) * stride[0] + 1:stride[0], kx * dilation[1]:kx * dilation[1] + (lengths[1] - 1) * stride[1] + 1:stride[1]]
    return out


def untaps(seen, shape, stride, dilation, pads):
    """The opposite: each place of a window is added to the cell that it saw."""
    padded = np.zeros((shape[0], shape[1] + sum(pads[0]), shape[2] + sum(pads[1]), shape[3]))
    _, rows, columns, down, across, _ = seen.shape
    for ky in range(down):
        for kx in range(across):
            padded[:, ky * dilation[0]:ky * dilation[0] + (rows - 1) * stride[0] + 1:stride[0], kx * dilation[1]:kx * dilation[1] + (columns - 1) * stride[1] + 1:stride[1]] += seen[:, :, :, ky, kx]
    return padded[:, pads[0][0]:pads[0][0] + shape[1], pads[1][0]:pads[1][0] + shape[2]]


def same(length, size, stride, dilation):
    total = max((-(-length // stride) - 1) * stride + (size - 1) * dilation + 1 - length, 0)
    return total // 2, total - total // 2


# name: shape of the images, size, stride, dilation, padding, groups, filters
convolutions = {
    "valid": ((2, 5, 4, 2), (3, 2), (1, 1), (1, 1), "valid", 1, 3), "same": ((1, 5, 4, 2), (3, 2), (1, 1), (1, 1), "same", 1, 3), "strides": ((2, 6, 5, 1), (3, 3), (2, 3), (1, 1), "same", 1, 2),
    "stride above size": ((1, 7, 6, 2), (2, 2), (3, 4), (1, 1), "valid", 1, 2), "dilation": ((1, 7, 8, 1), (3, 2), (1, 1), (2, 3), "same", 1, 2), "groups": ((1, 4, 4, 4), (2, 3), (1, 2), (1, 1), "same", 2, 6),
    "one place": ((2, 3, 3, 3), (1, 1), (1, 1), (1, 1), "valid", 1, 4), "one place groups": ((2, 3, 3, 4), (1, 1), (1, 1), (1, 1), "valid", 2, 2), "one place stride": ((2, 4, 5, 3), (1, 1), (2, 2), (1, 1), "valid", 1, 4),
    "one pixel": ((1, 1, 1, 3), (3, 3), (1, 1), (1, 1), "same", 1, 2), "both": ((1, 9, 9, 1), (3, 3), (2, 2), (2, 2), "valid", 1, 2), "explicit": ((1, 4, 3, 2), (2, 3), (1, 1), (1, 1), ((2, 0), (1, 3)), 1, 2),
    "none": ((0, 5, 4, 2), (3, 2), (1, 1), (1, 1), "valid", 1, 3), "many": ((2, 23, 19, 33), (3, 5), (2, 1), (1, 1), "same", 3, 18), "large": ((2, 50, 50, 1), (15, 15), (1, 1), (1, 1), "same", 1, 2),
}
for name, (shape, size, stride, dilation, padding, groups, filters) in convolutions.items():
    # Long sums of quarters are exact in single precision, so that their order does not matter.
    number = (lambda *s: (i(*s) / 4).astype("float32")) if name in ("many", "large") else f
    distinct = (lambda *s: random.permutation(int(np.prod(s))).reshape(s).astype("float32") / 4) if name in ("many", "large") else apart
    pads = [same(shape[1 + a], size[a], stride[a], dilation[a]) if padding == "same" else (0, 0) if padding == "valid" else padding[a] for a in (0, 1)]
    c, m = shape[3] // groups, filters // groups

    def conv(x, k):
        seen = taps(x, size, stride, dilation, pads)
        return np.concatenate([np.einsum("nyxijc,ijcf->nyxf", seen[..., g * c:(g + 1) * c], k[..., g * m:(g + 1) * m].astype("float64"), optimize=True) for g in range(groups)], -1).astype("float32")

    def input_gradient(dy, k):
        seen = [np.einsum("nyxf,ijcf->nyxijc", dy[..., g * m:(g + 1) * m].astype("float64"), k[..., g * m:(g + 1) * m].astype("float64"), optimize=True) for g in range(groups)]
        return untaps(np.concatenate(seen, -1), shape, stride, dilation, pads).astype("float32")

    def kernel_gradient(x, dy):
        seen = taps(x, size, stride, dilation, pads)
        return np.concatenate([np.einsum("nyxijc,nyxf->ijcf", seen[..., g * c:(g + 1) * c], dy[..., g * m:(g + 1) * m].astype("float64"), optimize=True) for g in range(groups)], -1).astype("float32")

    x, k = number(*shape), number(*size, c, filters)
    op(f"Conv2D {name}", conv, x, k)
    dy = number(*conv(x, k).shape)
    op(f"Conv2DInputGradient {name}", input_gradient, dy, k)
    op(f"Conv2DKernelGradient {name}", kernel_gradient, x, dy)
    if groups == 1:
        k = number(*size, shape[3])
        dy = number(*dy.shape[:3], shape[3])
        op(f"DepthwiseConv2D {name}", lambda x, k: np.einsum("nyxijc,ijc->nyxc", taps(x, size, stride, dilation, pads), k.astype("float64"), optimize=True).astype("float32"), x, k)
        op(f"DepthwiseConv2DInputGradient {name}", lambda dy, k: untaps(np.einsum("nyxc,ijc->nyxijc", dy.astype("float64"), k.astype("float64")), shape, stride, dilation, pads).astype("float32"), dy, k)
        op(f"DepthwiseConv2DKernelGradient {name}", lambda x, dy: np.einsum("nyxijc,nyxc->ijc", taps(x, size, stride, dilation, pads), dy.astype("float64"), optimize=True).astype("float32"), x, dy)
    if padding != "valid" and padding != "same":
        continue
    x = distinct(*shape)
    cells = taps(np.ones_like(x), size, stride, dilation, pads).sum((3, 4))
    op(f"MaxPool2D {name}", lambda x: taps(x, size, stride, dilation, pads, -np.inf).max((3, 4)).astype("float32"), x)
    op(f"MaxPool2DPlaces {name}", lambda x: (lambda p: p.reshape(*p.shape[:3], p.shape[3] * p.shape[4], p.shape[5]))(taps(np.arange(x.size).reshape(x.shape), size, stride, dilation, pads)).astype("int64")[
        tuple(np.indices(cells.shape)[:3]) + ((lambda t: t.reshape(*t.shape[:3], t.shape[3] * t.shape[4], t.shape[5]))(taps(x, size, stride, dilation, pads, -np.inf)).argmax(3), np.indices(cells.shape)[3])], x)
    op(f"AvgPool2D {name}", lambda x: (taps(x, size, stride, dilation, pads).sum((3, 4)) / cells).astype("float32"), x)
    op(f"AvgPool2DGradient {name}", lambda dy: untaps(np.broadcast_to((dy / cells)[:, :, :, None, None], (*cells.shape[:3], *size, cells.shape[3])), shape, stride, dilation, pads).astype("float32"), dy if dy.shape == cells.shape else number(*cells.shape))
ties = np.array([1, 1, 0, np.nan, 2, np.nan, -np.inf, -np.inf], "float32").reshape(1, 2, 4, 1)
op("MaxPool2D special", lambda x: taps(x, (1, 2), (1, 2), (1, 1), ((0, 0), (0, 0)), -np.inf).max((3, 4)).astype("float32"), ties)
op("MaxPool2DPlaces special", lambda x: np.array([0, 3, 5, 6], "int64").reshape(1, 2, 2, 1), ties)

for name, shape, size, stride, padding in [("valid", (2, 4, 3, 5, 3), (2, 2, 2), (1, 1, 2), "VALID"), ("same", (1, 5, 4, 3, 9), (3, 2, 2), (2, 1, 3), "SAME"), ("stride above size", (2, 5, 4, 4, 2), (2, 1, 2), (3, 2, 3), "VALID"),
                                           ("one place", (1, 2, 3, 2, 17), (1, 2, 2), (1, 1, 1), "VALID"), ("none", (0, 4, 3, 5, 2), (2, 2, 2), (1, 1, 2), "VALID")]:
    pool = lambda x: tf.nn.max_pool3d(x, size, stride, padding)
    x = apart(*shape)
    y = tensor(pool)(x)
    op(f"MaxPool3D {name}", tensor(pool), x)
    op(f"MaxPool3DGradient {name}", lambda x, y, dy: slope(pool)(x, dy) if x.size else x, x, y, f(*y.shape))
x = i(1, 4, 4, 4, 3, low=0, high=2).astype("float32")
pool = lambda x: tf.nn.max_pool3d(x, 2, 1, "SAME")
op("MaxPool3DGradient ties", lambda x, y, dy: slope(pool)(x, dy), x, tensor(pool)(x), f(1, 4, 4, 4, 3))

def largest(x, dy, size, stride, dilation, pads):
    """The gradient of a pooling: each number to the first largest of its window (the first NaN)."""
    dx = np.zeros(x.size, "float64")
    np.add.at(dx, (lambda t, p: np.take_along_axis(p, t.argmax(3)[:, :, :, None], 3)[:, :, :, 0])(
        *[(lambda t: t.reshape(*t.shape[:3], -1, t.shape[5]))(taps(a, size, stride, dilation, pads, outside)) for a, outside in ((x, -np.inf), (np.arange(x.size).reshape(x.shape), 0))]).astype("int64"), dy)
    return dx.astype("float32").reshape(x.shape)


for name, (shape, size, stride, dilation, padding, _, _) in convolutions.items():
    if padding in ("valid", "same") and name not in ("large", "none"):
        pads = [same(shape[1 + a], size[a], stride[a], dilation[a]) if padding == "same" else (0, 0) for a in (0, 1)]
        x = apart(*shape) if name != "many" else i(*shape).astype("float32")
        dy = i(*taps(x, size, stride, dilation, pads).shape[:3], shape[3]).astype("float32")
        op(f"MaxPool2DGradient {name}", lambda x, dy: largest(x, dy, size, stride, dilation, pads), x, dy)
op("MaxPool2DGradient special", lambda x, dy: np.array([1, 0, 0, 2, 0, 3, 4, 0], "float32").reshape(1, 2, 4, 1), ties, np.array([1, 2, 3, 4], "float32").reshape(1, 2, 2, 1))
x = apart(1, 4, 6, 18)
op("MaxPool2DGradient tiles", lambda x, dy: largest(x, dy, (2, 3), (2, 3), (1, 1), ((0, 0), (0, 0))), x, f(1, 2, 2, 18))

moments = lambda x: np.stack([x.astype("float64").reshape(-1, x.shape[-1]).mean(0), x.astype("float64").reshape(-1, x.shape[-1]).var(0)]).astype(x.dtype)
sums = lambda a, x, c: np.stack([a.astype("float64").reshape(-1, a.shape[-1]).sum(0), (a.astype("float64") * (x - c.astype("float64"))).reshape(-1, a.shape[-1]).sum(0)]).astype(a.dtype)
for name, shape, type in [("", (2, 3, 2, 5), "float32"), (" one row", (1, 3), "float32"), (" one channel", (7, 1), "float32"), (" many", (1100, 17), "float32"), (" float64", (5, 4, 3), "float64")]:
    number = (lambda *s: i(*s).astype("float32")) if name == " many" else f
    op(f"ChannelMoments{name}", moments, number(*shape).astype(type))
    op(f"ChannelSums{name}", sums, number(*shape).astype(type), number(*shape).astype(type), number(shape[-1]).astype(type))
    op(f"Standardize{name}", lambda x, m, s, t: ((x.astype("float64") - m) * s + t).astype(x.dtype), *[number(*s).astype(type) for s in (shape, shape[-1:], shape[-1:], shape[-1:])])


# ---- projections of pictures; the gradient by applying TensorFlow's (linear) operation to every pixel

PROJECTIONS = np.array([[0.9, -0.3, 1.2, 0.25, 1.1, -1.7, 0, 0], [-1.3, 0.4, 5.6, 0.1, 0.8, 2.4, 0.02, -0.03], [1, 0, -9.3, 0, 1, 8.6, 0, 0]], "float32")


def projected(images, transforms, interpolation, edge, fill):
    return tf.raw_ops.ImageProjectiveTransformV3(images=images, transforms=transforms, output_shape=images.shape[1:3], fill_value=fill, interpolation=interpolation, fill_mode=edge).numpy()


def projected_back(dy, transforms, interpolation, edge):
    n, h, w, c = dy.shape
    basis = np.eye(h * w, dtype="float32").reshape(h * w, h, w, 1)
    return np.stack([np.einsum("pyx,yxc->pc", projected(basis, transforms[min(k, len(transforms) - 1)][None], interpolation, edge, 0.0)[..., 0], dy[k]).reshape(h, w, c) for k in range(n)])


pictures = np.random.RandomState(5).rand(3, 4, 5, 2).astype("float32")
for interpolation in ("bilinear", "nearest"):
    for edge in ("constant", "nearest", "reflect", "wrap"):
        op(f"ProjectiveTransform {interpolation} {edge}", lambda x: projected(x, PROJECTIONS, interpolation.upper(), edge.upper(), -2.5), pictures)
        op(f"ProjectiveTransformGradient {interpolation} {edge}", lambda dy: projected_back(dy, PROJECTIONS, interpolation.upper(), edge.upper()), pictures)
op("ProjectiveTransform one for all", lambda x: projected(x, PROJECTIONS[:1], "BILINEAR", "REFLECT", 0.0), np.random.RandomState(6).rand(2, 1, 7, 1).astype("float32"))
op("ProjectiveTransform none", lambda x: x, np.zeros((0, 3, 4, 2), "float32"))


# ---- resizing; the gradient by applying TensorFlow's (linear) operation to every pixel

def resized(x, size, method, antialias):
    return tf.image.resize(x, size, method=method, antialias=antialias).numpy()


def resized_back(dy, size, method, antialias):
    n, h, w, c = dy.shape
    basis = np.eye(size[0] * size[1], dtype="float32").reshape(size[0] * size[1], *size, 1)
    return np.einsum("pyx,nyxc->npc", resized(basis, (h, w), method, antialias)[..., 0], dy).reshape(n, *size, c).astype("float32")


for method in ("bilinear", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"):
    for antialias in (False, True):
        for way, old, new in (("smaller", (9, 11), (4, 3)), ("larger", (3, 4), (7, 5)), ("mixed", (1, 6), (4, 1))):
            name = f"{method}{' antialias' if antialias else ''} {way}"
            op(f"Resize {name}", lambda x: resized(x, new, method, antialias), f(2, *old, 3))
            op(f"ResizeGradient {name}", lambda dy: resized_back(dy, old, method, antialias), f(2, *new, 3))
op("Resize none", lambda x: np.zeros((0, 2, 3, 2), "float32"), np.zeros((0, 3, 4, 2), "float32"))


def write(path, table):
    arrays = {}
    for name, (inputs, outputs) in table.items():
        for k, x in enumerate(inputs):
            arrays[f"{name}|in{k}"] = x
        for k, x in enumerate(outputs):
            arrays[f"{name}|out{k}"] = x
    np.savez_compressed(os.path.join(here, "ops", path), **arrays)


write("operations.npz", rows)
write("api.npz", calls)
