"""Structure and outputs of the networks of keras.applications, for tests/KerasTransfer.Tests/Applications.

python applications.py [NAME …]     writes applications/NAME.json for these networks ("common": common.json), or all
python applications.py pretrained     writes applications/pretrained.json; KERAS_HOME/models has the files of weights
for the live tests:
python applications.py --configs FOLDER [NAME …]     writes FOLDER/NAME.json: the whole configurations
python applications.py --save FOLDER NAME …          writes FOLDER/NAME.h5, .keras and .weights.h5
python applications.py --check FOLDER NAME …         reads the same and compares what comes out

Weights are a formula of their path and place, so that no file of weights is needed: see `formula`.
"""
import hashlib
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
from keras.src.applications import convnext, inception_resnet_v2

A = keras.applications
# name: (function, arguments, rows and columns of the images for outputs, how bright they are)
NETWORKS = {
    "VGG16": (A.VGG16, {}, (37, 46), 1), "VGG19": (A.VGG19, {}, (33, 32), 1),
    "ResNet50": (A.ResNet50, {}, (35, 50), 1), "ResNet101": (A.ResNet101, {}, (33, 32), 1), "ResNet152": (A.ResNet152, {}, (32, 33), 1),
    "MobileNet": (A.MobileNet, {}, (39, 64), 1), "MobileNet_wide": (A.MobileNet, dict(alpha=0.5, depth_multiplier=2, dropout=0.1), (40, 33), 1),
    "MobileNetV2": (A.MobileNetV2, {}, (47, 64), 1), "MobileNetV2_narrow": (A.MobileNetV2, dict(alpha=0.35), (32, 33), 1), "MobileNetV2_wide": (A.MobileNetV2, dict(alpha=1.3), (33, 32), 1),
    "ResNet50V2": (A.ResNet50V2, {}, (35, 50), 1), "ResNet101V2": (A.ResNet101V2, {}, (33, 32), 1), "ResNet152V2": (A.ResNet152V2, {}, (32, 33), 1),
    "InceptionV3": (A.InceptionV3, {}, (75, 86), 1), "InceptionResNetV2": (A.InceptionResNetV2, {}, (75, 78), 1), "Xception": (A.Xception, {}, (71, 80), 1),
    "DenseNet121": (A.DenseNet121, {}, (35, 64), 1), "DenseNet169": (A.DenseNet169, {}, (33, 32), 1), "DenseNet201": (A.DenseNet201, {}, (32, 33), 1),
    "MobileNetV3Small": (A.MobileNetV3Small, {}, (47, 64), 255), "MobileNetV3Large": (A.MobileNetV3Large, {}, (33, 64), 255),
    "MobileNetV3Small_mini": (A.MobileNetV3Small, dict(alpha=0.75, minimalistic=True, include_preprocessing=False), (33, 32), 1),
    "MobileNetV3Large_mini": (A.MobileNetV3Large, dict(alpha=0.75, minimalistic=True, dropout_rate=0.3), (32, 33), 255),
    **{f"EfficientNetB{i}": (getattr(A, f"EfficientNetB{i}"), {}, (47, 64) if i == 0 else (32, 33), 255) for i in range(8)},
    **{f"EfficientNetV2{i}": (getattr(A, f"EfficientNetV2{i}"), {}, (47, 64) if i == "B0" else (32, 33), 255) for i in ("B0", "B1", "B2", "B3", "S", "M", "L")},
    "EfficientNetV2B1_bare": (A.EfficientNetV2B1, dict(include_preprocessing=False), (33, 32), 1),
    "NASNetMobile": (A.NASNetMobile, {}, (64, 37), 1), "NASNetLarge": (A.NASNetLarge, {}, (33, 32), 1),
    "ConvNeXtTiny": (A.ConvNeXtTiny, {}, (37, 64), 255), "ConvNeXtSmall": (A.ConvNeXtSmall, {}, (33, 32), 255), "ConvNeXtBase": (A.ConvNeXtBase, {}, (32, 33), 255),
    "ConvNeXtLarge": (A.ConvNeXtLarge, {}, (32, 33), 255), "ConvNeXtXLarge": (A.ConvNeXtXLarge, {}, (33, 32), 255),
    "ConvNeXtTiny_bare": (A.ConvNeXtTiny, dict(include_preprocessing=False), (33, 32), 1),
}


# With the usual spread of the kernels this one is chaotic: in Keras itself 1e-6 more light changes its features by 3e-3
SPREAD = {"EfficientNetV2L": 0.9}


def uniform(path, n):
    """n numbers in [0, 1) that depend on the path and the place alone: FNV-1a of the path, then MurmurHash3's mixing."""
    h = 2166136261
    for byte in path.encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    z = np.arange(1, n + 1, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(h)
    z ^= z >> np.uint32(16)
    z *= np.uint32(0x85EBCA6B)
    z ^= z >> np.uint32(13)
    z *= np.uint32(0xC2B2AE35)
    z ^= z >> np.uint32(16)
    return (z >> np.uint32(8)).astype(np.float32) / np.float32(1 << 24)


def formula(path, shape, spread):
    """The weight: kernels by the number of their inputs, so that no network explodes or dies; the rest near what it begins with."""
    u = uniform(path, int(np.prod(shape))).reshape(shape) * np.float32(2) - np.float32(1)
    name = path.split("/")[-1]
    if name.endswith("kernel"):
        inputs = shape[0] * shape[1] if len(shape) == 4 and shape[3] == 1 else int(np.prod(shape[:-1]))
        return u * np.float32(spread * (3 / inputs) ** 0.5)
    if name in ("gamma", "moving_variance", "variance"):
        return np.float32(1) + np.float32(0.2) * u
    return np.float32(0.1) * u


def set_weights(model, name):
    for w in model.weights:
        if w.dtype == "float32":
            w.assign(formula(w.path, tuple(w.shape), SPREAD.get(name, 1.2)))


def images(rows, columns, brightness):
    return (uniform("images", 2 * rows * columns * 3) * np.float32(brightness)).reshape(2, rows, columns, 3)


def shape_text(shape):
    return "(" + ", ".join(str(d) for d in shape) + ("," if len(shape) == 1 else "") + ")"


def lines(model):
    """One line per operation: name, class (- for one that is no layer), shape, parameters, where its inputs come from."""
    for op in model.operations:
        layer = isinstance(op, keras.Layer)
        node = next(n for n in op._inbound_nodes)
        sources = ",".join(t._keras_history.operation.name for t in node.input_tensors)
        yield f"{op.name} {type(op).__name__ if layer else '-'} {shape_text(node.output_tensors[0].shape)} {op.count_params() if layer else 0} {sources}"


def hashes(all_lines):
    """Of sixteen lines each, so that a difference can be found."""
    return [hashlib.sha256("\n".join(all_lines[i:i + 16]).encode()).hexdigest()[:8] for i in range(0, len(all_lines), 16)]


def structure(model):
    all_lines = list(lines(model))
    return {"name": model.name, "layers": len(model.layers), "params": model.count_params(),
            "trainable": int(sum(np.prod(w.shape) for w in model.trainable_weights)), "lines": hashes(all_lines)}, all_lines


def sample(y):
    flat = y.reshape(-1).astype(np.float64)
    places = np.unique(np.linspace(0, flat.size - 1, 48).astype(int))
    return {"shape": list(y.shape), "max": float(np.abs(flat).max()), "mean": float(flat.mean()), "abs": float(np.abs(flat).mean()),
            "places": places.tolist(), "values": [float(f"{v:.7g}") for v in flat[places]]}


def build(name, **more):
    function, arguments, size, brightness = NETWORKS[name]
    keras.backend.clear_session()
    return function(**arguments, weights=None, **more), images(*size, brightness)


def bare(name):
    """The network without its classifier, with the weights of the formula."""
    model, x = build(name, include_top=False, input_shape=(*NETWORKS[name][2], 3))
    set_weights(model, name)
    return model, x


def golden(name):
    out = {}
    model, _ = build(name)
    out["top"], all_lines = structure(model)
    if len(all_lines) < 100:
        out["top"]["text"] = all_lines
    model, x = build(name, include_top=False)
    out["bare"], _ = structure(model)
    size = (*NETWORKS[name][2], 3)
    model, x = bare(name)
    out["features"] = sample(model.predict(x, verbose=0))
    model, x = build(name, include_top=False, input_shape=size, pooling="max")
    out["pooled"], _ = structure(model)
    # the classifier's scores, from a network that takes this size
    model, x = build(name, input_shape=size, classes=7, classifier_activation=None)
    set_weights(model, name)
    out["scores"] = sample(model.predict(x, verbose=0))
    return out


def numbers(x):
    return [float(f"{v:.{7 if x.dtype == np.float32 else 12}g}") for v in x.reshape(-1)]


def preprocessing():
    """What preprocess_input gives, and what it leaves in the array that it was given."""
    u = np.random.RandomState(0).randint(0, 256, (2, 2, 3, 3))
    out = []
    for mode in ("caffe", "tf", "torch"):
        for dtype in ("float32", "float64", "uint8"):
            for data_format in ("channels_last", "channels_first"):
                for one in (False, True) if dtype == "float32" else (False,):
                    x = (u if data_format == "channels_last" else u.transpose(0, 3, 1, 2)).astype(dtype)
                    x = np.ascontiguousarray(x[0] if one else x)
                    given = x.copy()
                    y = A.imagenet_utils.preprocess_input(x, data_format=data_format, mode=mode)
                    out.append({"mode": mode, "data_format": data_format, "dtype": dtype, "shape": list(given.shape), "given": given.reshape(-1).tolist(),
                                "result": numbers(y), "result_dtype": str(y.dtype), "left": numbers(x)})
    return out


def symbolic():
    """preprocess_input as part of a model: the operations that it is made of."""
    out = []
    for mode in ("caffe", "tf", "torch"):
        for data_format in ("channels_last", "channels_first"):
            for rank in (3, 4):
                keras.backend.clear_session()
                shape = (2, 5, 3) if data_format == "channels_last" else (3, 2, 5)
                i = keras.Input(shape) if rank == 4 else keras.Input(batch_shape=shape)
                model = keras.Model(i, A.imagenet_utils.preprocess_input(i, data_format=data_format, mode=mode))
                out.append({"mode": mode, "data_format": data_format, "rank": rank, "lines": list(lines(model))})
    return out


def training():
    """A step of SGD with the normalizations learning; two with the network frozen, and with the statistics fixed."""
    out = {}
    for way in ("open", "frozen", "inference"):
        keras.backend.clear_session()
        network = A.MobileNet(input_shape=(32, 32, 3), alpha=0.25, include_top=False, weights=None, pooling="avg")
        set_weights(network, "")
        network.trainable = way != "frozen"
        i = keras.Input((32, 32, 3), name="i")
        head = keras.layers.Dense(2, activation="softmax", name="head")
        model = keras.Model(i, head(network(i, training=False) if way == "inference" else network(i)))
        head.set_weights([formula("head/kernel", (256, 2), 1.2), np.zeros(2)])
        model.compile(optimizer=keras.optimizers.SGD(0.001), loss="sparse_categorical_crossentropy")
        x = uniform("training", 6 * 32 * 32 * 3).reshape(6, 32, 32, 3)
        # training=False with a call does not hold in fit of Keras 3 (issue 20285): the step is taken by hand there
        if way == "inference":
            import tensorflow as tf

            losses = []
            for step in range(2):
                with tf.GradientTape() as tape:
                    loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(np.array([0, 1, 0, 1, 1, 0]), head(network(x, training=False))))
                model.optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
                losses.append(float(loss))
        else:
            losses = [float(model.train_on_batch(x, np.array([0, 1, 0, 1, 1, 0]))) for step in range(1 if way == "open" else 2)]
        out[way] = {"losses": losses, "weights": {n: numbers(np.asarray(w)[..., :3].reshape(-1)[:3]) for n, w in
            [("conv1_bn/moving_mean", network.get_layer("conv1_bn").moving_mean), ("conv_pw_13_bn/moving_variance", network.get_layer("conv_pw_13_bn").moving_variance),
             ("conv1/kernel", network.get_layer("conv1").kernel), ("conv_dw_7_bn/gamma", network.get_layer("conv_dw_7_bn").gamma), ("head/kernel", head.kernel)]
            # of an open network's first gradients little is sure: 1e-6 more light changes the kernels below by 1e-2 in Keras itself
            if way != "open" or n not in ("conv1/kernel", "conv_dw_7_bn/gamma")}}
    return out


def message(call):
    try:
        call()
    except Exception as e:
        return str(e)
    raise AssertionError("no error")


def errors():
    return {
        "weights": message(lambda: A.VGG16(weights="no_such_file.h5")),
        "classes": message(lambda: A.ResNet50(classes=5)),
        "classes_v2": message(lambda: A.MobileNetV2(classes=5)),
        "activation": message(lambda: A.VGG16(classifier_activation="relu")),
        "default_shape": message(lambda: A.VGG16(input_shape=(100, 100, 3))),
        "default_shape_mobilenet": message(lambda: A.MobileNet(input_shape=(100, 100, 3))),
        "too_small": message(lambda: A.VGG16(include_top=False, weights=None, input_shape=(20, 40, 3))),
        "channels": message(lambda: A.VGG16(include_top=False, input_shape=(64, 64, 1))),
        "unknown": message(lambda: A.VGG16(weights=None, input_shape=(None, 64, 3))),
        "rank": message(lambda: A.VGG16(include_top=False, weights=None, input_shape=(64, 64))),
        "alpha": message(lambda: A.MobileNet(alpha=0.3)),
        "alpha_v2": message(lambda: A.MobileNetV2(alpha=0.3)),
        "depth_multiplier": message(lambda: A.MobileNet(depth_multiplier=2)),
        "tensor_shape": message(lambda: A.MobileNetV2(input_tensor=keras.Input((64, 64, 3)), input_shape=(32, 32, 3), weights=None)),
        "predictions": message(lambda: A.vgg16.decode_predictions(np.zeros((2, 5)))),
        "mode": message(lambda: A.imagenet_utils.preprocess_input(np.zeros((1, 2, 2, 3)), mode="coffee")),
        "data_format": message(lambda: A.vgg16.preprocess_input(np.zeros((1, 2, 2, 3)), data_format="last")),
    }


def seeds():
    """The first weights under a seed."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(7)
    model = A.MobileNet(input_shape=(32, 32, 3), alpha=0.25, weights=None, classes=3)
    return {w.path: [float(v) for v in np.asarray(w).reshape(-1)[-3:]] for w in model.weights if w.path.endswith("kernel")}


def squeezenet():
    """SqueezeNet 1.1 of the time of Keras 1, whose layer names have slashes and whose weights lie in a file of Keras 1."""
    L = keras.layers
    x = inputs = keras.Input((None, None, 3))
    x = L.Conv2D(64, 3, strides=2, name="conv1")(x)
    x = L.Activation("relu", name="relu_conv1")(x)
    x = L.MaxPooling2D(3, strides=2, name="pool1")(x)
    for i, squeeze in enumerate((16, 16, 32, 32, 48, 48, 64, 64), start=2):
        name = f"fire{i}_"
        x = L.Conv2D(squeeze, 1, activation="relu", name=name + "squeeze1x1")(x)
        a = L.Conv2D(4 * squeeze, 1, activation="relu", name=name + "expand1x1")(x)
        b = L.Conv2D(4 * squeeze, 3, padding="same", activation="relu", name=name + "expand3x3")(x)
        x = L.Concatenate(name=name + "concat")([a, b])
        if i in (3, 5):
            x = L.MaxPooling2D(3, strides=2, name=f"pool{i}")(x)
    model = keras.Model(inputs, x)
    # Keras 3 refuses names with slashes, so that its load_weights cannot be asked by name; by place it can
    model.load_weights(os.path.join(os.environ["KERAS_HOME"], "models", "squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5"))
    return model


def pretrained():
    """Features of networks whose files of weights are small; needs them in KERAS_HOME/models."""
    x = images(224, 224, 1)
    out = {}
    for name, model in (("MobileNet", A.MobileNet(input_shape=(224, 224, 3), alpha=0.25, include_top=False)),
                        ("MobileNetV2", A.MobileNetV2(input_shape=(224, 224, 3), alpha=0.35, include_top=False)), ("SqueezeNet", squeezenet())):
        out[name] = sample(model.predict(x * 2 - 1 if name != "SqueezeNet" else x * 255 - 120, verbose=0))
    return out


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    arguments = sys.argv[1:]
    if arguments[:1] == ["--configs"]:
        for name in arguments[2:] or NETWORKS:
            model, _ = build(name)
            with open(os.path.join(arguments[1], name + ".json"), "w") as f:
                f.write(model.to_json())
    elif arguments[:1] == ["--save"]:
        for name in arguments[2:]:
            model, _ = bare(name)
            for ending in (".h5", ".keras", ".weights.h5"):
                (model.save_weights if ending == ".weights.h5" else model.save)(os.path.join(arguments[1], name + ending))
    elif arguments[:1] == ["--check"]:
        for name in arguments[2:]:
            model, x = bare(name)
            expected = model.predict(x, verbose=0)
            for ending in (".h5", ".keras", ".weights.h5"):
                path = os.path.join(arguments[1], name + ending)
                if ending == ".weights.h5":
                    again, _ = build(name, include_top=False, input_shape=(*NETWORKS[name][2], 3))
                    again.load_weights(path)
                else:
                    again = keras.models.load_model(path, custom_objects={"LayerScale": convnext.LayerScale, "CustomScaleLayer": inception_resnet_v2.CustomScaleLayer} if ending == ".h5" else None)
                difference = float(np.abs(again.predict(x, verbose=0) - expected).max() / np.abs(expected).max())
                print(name + ending, difference)
                assert difference < 1e-4, (name, ending, difference)
        print("all as expected")
    elif arguments == ["pretrained"]:
        with open(os.path.join(here, "applications", "pretrained.json"), "w") as f:
            json.dump(pretrained(), f, separators=(",", ":"))
    else:
        if not arguments or arguments == ["common"]:
            text = json.dumps({"preprocessing": preprocessing(), "errors": errors(), "seeds": seeds(), "symbolic": symbolic(), "training": training()}, separators=(",", ":"))
            with open(os.path.join(here, "applications", "common.json"), "w") as f:
                f.write(text)
        for name in [] if arguments == ["common"] else arguments or NETWORKS:
            text = json.dumps(golden(name), separators=(",", ":"))
            with open(os.path.join(here, "applications", name + ".json"), "w") as f:
                f.write(text)
            print(name, flush=True)
