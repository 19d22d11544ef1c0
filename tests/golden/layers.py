"""Layers, activations, initializers, regularizers and constraints of Keras 3 on TensorFlow: writes layers/*.json beside itself.

Run with a Python that has keras and tensorflow: python layers.py
Arrays are {"shape", "dtype", "data"}; floats are float32 in full precision.
"""
import json, os
os.environ["KERAS_BACKEND"] = "tensorflow"
import numpy as np
import keras
import tensorflow as tf

L = keras.layers
here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "layers")
os.makedirs(here, exist_ok=True)
rng = np.random.RandomState(7)


def arr(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "dtype": str(x.dtype), "data": [v.item() for v in x.reshape(-1)]}


def write(name, value):
    with open(os.path.join(here, name + ".json"), "w") as f:
        json.dump(value, f)
        f.write("\n")


def data(*shape):
    return (rng.randn(*shape) * 1.5).astype("float32")


def case(name, layer, inputs, weights="random", training_differs=False, gradient=True):
    """One layer on one input: config, weights, outputs in inference and in training, gradients, weights after the training call."""
    inputs = inputs if isinstance(inputs, list) else [inputs]
    config = keras.layers.serialize(layer)
    given = [tf.constant(x) for x in inputs]
    x = given if isinstance(layer, L.Add.__mro__[1]) or len(given) > 1 else given[0]
    layer(x, **({"training": False} if training_differs else {}))            # builds
    if weights == "random" and layer.weights:
        layer.set_weights([(np.abs(rng.randn(*w.shape)) + 0.5 if "variance" in w.name else rng.randn(*w.shape)).astype("float32")
                           if w.dtype == "float32" else np.zeros(w.shape, w.dtype) for w in layer.weights])
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()                                           # Normalization keeps constants of its weights
    before = layer.get_weights()
    out = {"name": name, "layer": json.loads(json.dumps(keras.saving.serialize_keras_object(layer))), "unbuilt": json.loads(json.dumps(config)),
           "inputs": [arr(i) for i in inputs], "weight_names": [w.name for w in layer.weights], "weight_paths": [w.path for w in layer.weights],
           "trainable_weights": [w.name for w in layer.trainable_weights], "weights": [arr(w) for w in before], "modes": []}
    for training in ([False, True] if training_differs else [None]):
        variables = [v.value for v in layer.trainable_weights]
        with tf.GradientTape() as tape:
            tape.watch(given)
            y = layer(x) if training is None else layer(x, training=training)
            r = data(*y.shape)
            loss = tf.reduce_sum(tf.cast(y, "float32") * r)
        mode = {"training": bool(training), "output": arr(y), "factor": arr(r)}
        floats = [g for g in given if g.dtype.is_floating]
        if gradient and len(floats) == len(given):
            sources = given + variables
            grads = tape.gradient(loss, sources, unconnected_gradients="zero")
            mode["gradients"] = [arr(tf.convert_to_tensor(g)) for g in grads]
        mode["weights_after"] = [arr(w) for w in layer.get_weights()]
        out["modes"].append(mode)
    if layer.losses:
        out["losses"] = [float(v) for v in layer.losses]
    return out


def layers():
    x2, x3, x4 = data(3, 5), data(2, 3, 4), data(2, 3, 5, 4)
    files = {}
    files["Dense"] = [
        case("plain", L.Dense(4, name="dense"), x2),
        case("relu, regularized", L.Dense(3, activation="relu", kernel_initializer="he_normal", kernel_regularizer="l2", bias_regularizer=keras.regularizers.L1(0.02),
                                          kernel_constraint="max_norm", bias_constraint="non_neg", name="d"), x2),
        case("no bias, rank 3", L.Dense(6, use_bias=False, activation="tanh", name="d"), x3),
        case("rank 4", L.Dense(2, activation="softmax", name="d"), x4),
        case("one unit, odd", L.Dense(1, activation="sigmoid", name="d"), data(7, 13)),
        case("activity", L.Dense(4, activity_regularizer=keras.regularizers.L1L2(0.1, 0.2), name="d"), x2),
        case("layer as activation", L.Dense(4, activation=L.LeakyReLU(0.1, name="leaky"), name="d"), x2),
        case("integers", L.Dense(4, name="d"), rng.randint(0, 5, (3, 5)).astype("int32")),
    ]
    files["Flatten"] = [case("rank 4", L.Flatten(name="f"), x4), case("rank 3", L.Flatten(name="f"), x3), case("rank 2", L.Flatten(name="f"), x2), case("rank 1", L.Flatten(name="f"), data(6)),
                        case("channels first", L.Flatten(data_format="channels_first", name="f"), x4)]
    files["Reshape"] = [case("known", L.Reshape((2, 6), name="r"), x3), case("free", L.Reshape((-1, 2), name="r"), x3), case("one axis", L.Reshape((-1,), name="r"), x4)]
    files["Permute"] = [case("two", L.Permute((2, 1), name="p"), x3), case("three", L.Permute((3, 1, 2), name="p"), x4)]
    files["RepeatVector"] = [case("three", L.RepeatVector(3, name="r"), x2), case("one", L.RepeatVector(1, name="r"), x2)]
    files["Identity"] = [case("plain", L.Identity(name="i"), x3)]
    files["Activation"] = [case(a, L.Activation(a, name="a"), x3) for a in ("relu", "softmax", "swish", "linear", "gelu")] + [
        case("leaky layer", L.Activation(L.LeakyReLU(0.2, name="l"), name="a"), x3)]
    files["ReLU"] = [case("plain", L.ReLU(name="r"), x3), case("six", L.ReLU(6.0, name="r"), data(4, 9) * 5), case("max", L.ReLU(max_value=1.5, name="r"), x3),
                     case("slope", L.ReLU(negative_slope=0.1, name="r"), x3), case("all", L.ReLU(max_value=2.0, negative_slope=0.2, threshold=0.5, name="r"), x3),
                     case("threshold", L.ReLU(threshold=1.0, name="r"), x3), case("slope and max", L.ReLU(1.0, 0.3, name="r"), x3), case("six with threshold", L.ReLU(6.0, threshold=0.25, name="r"), data(4, 9) * 5)]
    files["LeakyReLU"] = [case("plain", L.LeakyReLU(name="l"), x3), case("slope", L.LeakyReLU(0.05, name="l"), data(5, 37)), case("zero", L.LeakyReLU(0.0, name="l"), x3)]
    files["ELU"] = [case("plain", L.ELU(name="e"), x3), case("alpha", L.ELU(0.4, name="e"), data(5, 37) * 20)]
    files["PReLU"] = [case("plain", L.PReLU(name="p"), x3), case("shared", L.PReLU(shared_axes=[1, 2], alpha_initializer="ones", alpha_regularizer="l1", name="p"), x4)]
    files["Softmax"] = [case("last", L.Softmax(name="s"), x3), case("axis 1", L.Softmax(axis=1, name="s"), x4), case("two axes", L.Softmax(axis=[1, 2], name="s"), x4), case("list of one", L.Softmax(axis=[-1], name="s"), x3)]
    files["Dropout"] = [case("plain", L.Dropout(0.3, seed=5, name="d"), data(7, 9), training_differs=True),
                        case("noise shape", L.Dropout(0.5, noise_shape=(None, 1, None), seed=11, name="d"), x3, training_differs=True),
                        case("all", L.Dropout(1.0, name="d"), x3, training_differs=True), case("none", L.Dropout(0.0, name="d"), x3, training_differs=True)]
    files["SpatialDropout1D"] = [case("plain", L.SpatialDropout1D(0.4, seed=3, name="s"), data(3, 5, 6), training_differs=True)]
    files["SpatialDropout2D"] = [case("plain", L.SpatialDropout2D(0.4, seed=3, name="s"), data(3, 2, 5, 6), training_differs=True),
                                 case("channels first", L.SpatialDropout2D(0.4, data_format="channels_first", seed=9, name="s"), data(3, 6, 2, 5), training_differs=True)]
    files["SpatialDropout3D"] = [case("plain", L.SpatialDropout3D(0.4, seed=3, name="s"), data(3, 2, 2, 3, 6), training_differs=True)]
    files["GaussianNoise"] = [case("plain", L.GaussianNoise(0.2, seed=5, name="g"), data(4, 9), training_differs=True), case("none", L.GaussianNoise(0.0, name="g"), x3, training_differs=True)]
    files["GaussianDropout"] = [case("plain", L.GaussianDropout(0.3, seed=6, name="g"), data(4, 9), training_differs=True)]
    files["AlphaDropout"] = [case("plain", L.AlphaDropout(0.3, seed=8, name="a"), data(4, 9), training_differs=True),
                             case("noise shape", L.AlphaDropout(0.3, noise_shape=(None, 1), seed=8, name="a"), data(4, 9), training_differs=True)]
    files["ActivityRegularization"] = [case("plain", L.ActivityRegularization(0.1, 0.2, name="a"), x3)]
    frozen = L.BatchNormalization(name="b")
    frozen.trainable = False
    files["BatchNormalization"] = [case("images", L.BatchNormalization(name="b"), x4, training_differs=True), case("vectors", L.BatchNormalization(momentum=0.8, epsilon=0.01, name="b"), data(6, 5), training_differs=True),
                                   case("axis 1", L.BatchNormalization(axis=1, name="b"), x4, training_differs=True), case("no scale", L.BatchNormalization(scale=False, name="b"), x3, training_differs=True),
                                   case("no center", L.BatchNormalization(center=False, name="b"), x3, training_differs=True), case("neither", L.BatchNormalization(center=False, scale=False, name="b"), x3, training_differs=True),
                                   case("frozen", frozen, x4, training_differs=True)]
    files["LayerNormalization"] = [case("last", L.LayerNormalization(name="l"), x3), case("two axes", L.LayerNormalization(axis=[1, 2], epsilon=1e-6, name="l"), x4), case("axis 1", L.LayerNormalization(axis=1, name="l"), x4),
                                   case("no scale", L.LayerNormalization(scale=False, name="l"), x3), case("no center", L.LayerNormalization(center=False, name="l"), x3)]
    files["UnitNormalization"] = [case("last", L.UnitNormalization(name="u"), x3), case("two axes", L.UnitNormalization(axis=[1, 2], name="u"), x4)]
    files["RMSNormalization"] = [case("last", L.RMSNormalization(name="u"), x3), case("epsilon", L.RMSNormalization(epsilon=0.01, name="u"), x4)]
    files["GroupNormalization"] = [case("two", L.GroupNormalization(2, name="g"), x4), case("each", L.GroupNormalization(-1, name="g"), x4), case("axis 1", L.GroupNormalization(3, axis=1, name="g"), x4)]
    a, b, c = data(2, 3, 4), data(2, 3, 4), data(2, 3, 4)
    for name in ("Add", "Multiply", "Average", "Maximum", "Minimum"):
        cls = getattr(L, name)
        files[name] = [case("three", cls(name="m"), [a, b, c]), case("broadcast", cls(name="m"), [a, data(2, 1, 4)]), case("ranks", cls(name="m"), [a, data(2, 4)])]
    files["Subtract"] = [case("two", L.Subtract(name="m"), [a, b]), case("ranks", L.Subtract(name="m"), [data(2, 4), a])]
    files["Concatenate"] = [case("last", L.Concatenate(name="c"), [a, data(2, 3, 2), data(2, 3, 1)]), case("axis 1", L.Concatenate(axis=1, name="c"), [a, data(2, 5, 4)])]
    files["Dot"] = [case("vectors", L.Dot(axes=1, name="d"), [data(3, 5), data(3, 5)]), case("matrices", L.Dot(axes=(1, 2), name="d"), [data(2, 3, 5), data(2, 6, 3)]),
                    case("last", L.Dot(axes=-1, name="d"), [a, b]), case("normalized", L.Dot(axes=-1, normalize=True, name="d"), [data(3, 5), data(3, 5)]),
                    case("rank 3 and 2", L.Dot(axes=(2, 1), name="d"), [data(2, 3, 4), data(2, 4)]), case("rank 4 and 3", L.Dot(axes=(2, 1), name="d"), [data(2, 3, 4, 5), data(2, 4, 6)])]
    files["Rescaling"] = [case("pixels", L.Rescaling(1.0 / 255, name="r"), rng.randint(0, 256, (2, 4, 4, 3)).astype("uint8")), case("offset", L.Rescaling(1 / 127.5, offset=-1, name="r"), x3),
                          case("channels", L.Rescaling([0.5, 2.0, 1.0, 4.0], offset=[1.0, 2.0, 3.0, 4.0], name="r"), x3)]
    normal = L.Normalization(name="n")
    normal.build((None, 4))
    files["Normalization"] = [case("weights", normal, data(3, 4)), case("given", L.Normalization(axis=None, mean=1.5, variance=4.0, name="n"), x3),
                              case("given channels", L.Normalization(mean=[1.0, 2.0, 3.0, 4.0], variance=[1.0, 4.0, 0.0, 0.25], name="n"), x3),
                              case("inverse", L.Normalization(mean=[1.0, 2.0, 3.0, 4.0], variance=[1.0, 4.0, 9.0, 0.25], invert=True, name="n"), x3),
                              case("two axes", L.Normalization(axis=[1, 2], name="n"), x3)]
    for name, cases in files.items():
        write(name, cases)
    # adapt
    adapted = []
    for axis, x in ((-1, data(9, 4)), (None, data(9, 4)), (-1, data(4, 3, 5)), ((1, 2), data(4, 3, 5))):
        n = L.Normalization(axis=axis)
        n.adapt(x)
        n2 = L.Normalization(axis=axis)
        n2.adapt([x[:3], x[3:]])
        adapted.append({"axis": axis, "data": arr(x), "mean": arr(n.get_weights()[0]), "variance": arr(n.get_weights()[1]),
                        "batch_mean": arr(n2.get_weights()[0]), "batch_variance": arr(n2.get_weights()[1]), "output": arr(n(x)), "weights": len(n.get_weights())})
    write("adapt", adapted)


def activations():
    x = np.concatenate([[-100, -20, -6, -4, -3, -2.5, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 2, 2.5, 3, 4, 6, 20, 90], rng.randn(20) * 3]).astype("float32").reshape(4, 10)
    out = {"x": arr(x), "factor": None, "cases": []}
    r = data(4, 10)
    out["factor"] = arr(r)
    calls = [(n, {}) for n in ("relu relu6 leaky_relu elu selu celu gelu silu swish hard_silu hard_swish sigmoid hard_sigmoid tanh hard_tanh tanh_shrink hard_shrink soft_shrink softmax log_softmax "
                               "softplus softsign exponential linear mish log_sigmoid glu sparse_plus sparse_sigmoid squareplus").split()]
    calls += [("relu", {"negative_slope": 0.1}), ("relu", {"max_value": 2.0}), ("relu", {"threshold": 1.0}), ("relu", {"negative_slope": 0.2, "max_value": 3.0, "threshold": 0.5}), ("relu", {"max_value": 6.0}),
              ("leaky_relu", {"negative_slope": 0.01}), ("elu", {"alpha": 0.5}), ("celu", {"alpha": 0.5}), ("gelu", {"approximate": True}), ("softmax", {"axis": 0}), ("log_softmax", {"axis": 0}),
              ("glu", {"axis": 0}), ("hard_shrink", {"threshold": 1.5}), ("soft_shrink", {"threshold": 1.5}), ("squareplus", {"b": 2})]
    for name, kw in calls:
        t = tf.constant(np.minimum(x, 80) if name == "exponential" else x)
        f = getattr(keras.activations, name)
        with tf.GradientTape() as tape:
            tape.watch(t)
            y = f(t, **kw)
            n = int(np.prod(y.shape))
            loss = tf.reduce_sum(y * r.reshape(-1)[:n].reshape(y.shape))
        out["cases"].append({"name": name, "arguments": kw, "own_name": keras.activations.serialize(f), "output": arr(y), "gradient": arr(tape.gradient(loss, t))})
    write("activations", out)


def initializers():
    I = keras.initializers
    out = {"set_random_seed": [], "seeded": [], "names": {}, "configs": []}
    makers = {"glorot_uniform": {}, "glorot_normal": {}, "he_uniform": {}, "he_normal": {}, "lecun_uniform": {}, "lecun_normal": {}, "variance_scaling": {}, "random_uniform": {}, "random_normal": {},
              "truncated_normal": {}, "orthogonal": {}}
    for name in makers:
        keras.utils.set_random_seed(42)
        i = I.get(name)
        first = np.asarray(i((4, 3)))
        again = np.asarray(i((4, 3)))
        assert (first == again).all()
        second = np.asarray(I.get(name)((3, 3, 2, 5)))
        out["set_random_seed"].append({"name": name, "class": type(i).__name__, "first": arr(first), "second": arr(second)})
    for make in (lambda: I.GlorotUniform(seed=1), lambda: I.HeNormal(seed=-7), lambda: I.VarianceScaling(scale=2.5, mode="fan_out", distribution="uniform", seed=3),
                 lambda: I.VarianceScaling(scale=0.5, mode="fan_avg", distribution="untruncated_normal", seed=2**40 + 1), lambda: I.VarianceScaling(mode="fan_avg", distribution="normal", seed=9),
                 lambda: I.RandomNormal(1.0, 2.0, seed=4), lambda: I.RandomUniform(-1, 3, seed=5), lambda: I.TruncatedNormal(0.5, 0.1, seed=6), lambda: I.Orthogonal(gain=2.0, seed=7),
                 lambda: I.Identity(3.0), lambda: I.Constant(0.25), lambda: I.Zeros(), lambda: I.Ones(), lambda: I.LecunUniform(seed=8, input_axes=[0], output_axes=[1]),
                 lambda: I.GlorotNormal(seed=8, input_axes=[1], output_axes=[0, 1])):
        i = make()
        out["seeded"].append({"object": json.loads(json.dumps(keras.saving.serialize_keras_object(i))), "values": arr(i((6, 5))), "float64": arr(i((3, 4), dtype="float64"))})
    for name in ("zeros", "ones", "zero", "one", "normal", "uniform", "identity", "orthogonal", "glorot_uniform", "GlorotUniform", "he_normal", "HeNormal", "lecun_normal", "truncated_normal", "variance_scaling",
                 "IdentityInitializer", "OrthogonalInitializer", "random_normal", "random_uniform"):
        out["names"][name] = type(I.get(name)).__name__
    # the order of draws in models
    out["models"] = []
    models = {
        "dense, dropout, dense": lambda: keras.Sequential([keras.Input((8,)), L.Dense(16), L.Dropout(0.5), L.Dense(4)]),
        "seed script": lambda: keras.Sequential([keras.Input((6, 5)), L.Flatten(), L.Dense(30, kernel_initializer="he_normal"), L.LeakyReLU(), L.Dense(10, kernel_initializer="he_normal"), L.LeakyReLU(), L.Dense(10, activation="softmax")]),
        "many": lambda: keras.Sequential([keras.Input((7,)), L.BatchNormalization(), L.Dense(5, kernel_initializer=I.RandomNormal(), bias_initializer="random_uniform"), L.GaussianNoise(0.1), L.PReLU(alpha_initializer="uniform"),
                                          L.Dense(6, "relu", kernel_initializer="orthogonal"), L.AlphaDropout(0.2), L.Dropout(0.0), L.Dense(3, kernel_initializer=I.HeUniform(seed=3)), L.LayerNormalization(), L.Dense(2)]),
    }
    for name, make in models.items():
        keras.utils.set_random_seed(42)
        m = make()
        out["models"].append({"name": name, "weights": [arr(w) for w in m.get_weights()], "seeds": [arr(v) for v in m.variables if "seed" in v.path]})
    write("initializers", out)


def penalties():
    R, C = keras.regularizers, keras.constraints
    w2, w4 = data(5, 4), data(2, 3, 4, 5)
    w2[:, 1] = 0
    out = {"regularizers": [], "constraints": []}
    for reg in (R.L1(), R.L2(), R.L1L2(), R.L1(0.3), R.L2(0.3), R.L1L2(0.1, 0.2), R.L1L2(l2=0.4), R.OrthogonalRegularizer(), R.OrthogonalRegularizer(0.5, "columns"), R.get("l1"), R.get("l2"), R.get("l1l2")):
        t = tf.constant(w2 if isinstance(reg, R.OrthogonalRegularizer) else w4)
        if isinstance(reg, R.OrthogonalRegularizer):
            t = tf.constant(data(4, 6))
        with tf.GradientTape() as tape:
            tape.watch(t)
            y = reg(t)
        out["regularizers"].append({"object": json.loads(json.dumps(keras.saving.serialize_keras_object(reg))), "input": arr(t), "output": float(y), "gradient": arr(tape.gradient(y, t, unconnected_gradients="zero"))})
    for con in (C.MaxNorm(), C.MaxNorm(1.5, axis=1), C.MaxNorm(1, axis=[0, 1, 2]), C.MinMaxNorm(), C.MinMaxNorm(0.5, 0.9, 0.3, axis=1), C.NonNeg(), C.UnitNorm(), C.UnitNorm(axis=[0, 1, 2])):
        w = w4 if isinstance(getattr(con, "axis", 0), list) else w2
        out["constraints"].append({"object": json.loads(json.dumps(keras.saving.serialize_keras_object(con))), "input": arr(w), "output": arr(con(w))})
    write("penalties", out)


def pictures():
    whole, numbers = rng.randint(0, 256, (2, 7, 5, 3)).astype("uint8"), data(2, 6, 9, 2)
    write("Resizing", [
        case("bilinear", L.Resizing(4, 3, name="r"), numbers), case("whole numbers", L.Resizing(9, 4, "bicubic", name="r"), whole), case("antialias", L.Resizing(3, 4, "lanczos3", antialias=True, name="r"), numbers),
        case("nearest", L.Resizing(5, 8, "nearest", name="r"), whole), case("area", L.Resizing(4, 4, "area", name="r"), numbers, gradient=False), case("crop", L.Resizing(5, 5, crop_to_aspect_ratio=True, name="r"), numbers),
        case("pad", L.Resizing(5, 5, pad_to_aspect_ratio=True, fill_value=3.0, name="r"), numbers), case("channels first", L.Resizing(4, 2, data_format="channels_first", name="r"), data(2, 3, 5, 6)),
        case("lanczos5", L.Resizing(8, 3, "lanczos5", name="r"), numbers)])
    write("CenterCrop", [case("inside", L.CenterCrop(4, 4, name="c"), numbers), case("larger", L.CenterCrop(8, 4, name="c"), numbers), case("whole numbers", L.CenterCrop(3, 3, name="c"), whole),
                         case("channels first", L.CenterCrop(2, 3, data_format="channels_first", name="c"), data(2, 3, 5, 6))])


if __name__ == "__main__":
    layers()
    activations()
    initializers()
    penalties()
    pictures()
    print("written")
