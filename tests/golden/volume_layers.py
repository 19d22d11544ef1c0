"""Layers of volumes and sequences, and transposed convolutions, of Keras 3 on TensorFlow: writes layers/Conv3D.json and its like. Run: python volume_layers.py"""
import json
import layers
from layers import L, case, data, write

layers.rng.seed(31)
x, odd, tiny = data(2, 4, 5, 3, 2), data(2, 5, 4, 6, 3), data(2, 2, 3, 2, 4)
first = data(2, 3, 4, 3, 5)
image, image_first, steps, steps_first = data(2, 4, 3, 3), data(2, 3, 3, 4), data(2, 7, 3), data(2, 3, 7)


def first_case(name, layer, inputs):
    """Channels first: TensorFlow on a processor has no gradients for it everywhere, and of volumes not even the operations."""
    try:
        return case(name, layer, inputs)
    except Exception as e:
        print(name, type(layer).__name__, "without gradients:", str(e)[:100])
        return case(name, layer, inputs, gradient=False)


files = {
    "Conv3D": [
        case("plain", L.Conv3D(2, 2, name="c"), x), case("same, relu", L.Conv3D(3, (3, 2, 1), padding="same", activation="relu", name="c"), x), case("strides", L.Conv3D(2, 3, strides=2, padding="same", use_bias=False, name="c"), odd),
        case("strides apart", L.Conv3D(2, (2, 1, 3), strides=(3, 1, 2), name="c"), odd), case("stride above size", L.Conv3D(2, 1, strides=3, padding="same", name="c"), odd), case("dilation", L.Conv3D(2, 2, dilation_rate=(2, 1, 2), padding="same", name="c"), x),
        case("dilation of planes", L.Conv3D(2, (3, 1, 1), dilation_rate=(2, 1, 1), name="c"), odd), case("groups", L.Conv3D(6, 2, groups=2, name="c"), tiny), case("as many groups", L.Conv3D(4, (2, 2, 1), groups=4, strides=(1, 2, 1), padding="same", name="c"), tiny),
        case("one cell", L.Conv3D(2, 3, padding="same", name="c"), data(2, 1, 1, 1, 3)), case("one place", L.Conv3D(5, 1, name="c"), x),
        case("regularized", L.Conv3D(2, (1, 2, 2), kernel_regularizer="l2", bias_regularizer="l1", kernel_constraint="max_norm", activity_regularizer="l2", name="c"), tiny),
        first_case("channels first", L.Conv3D(2, 2, strides=(1, 2, 2), padding="same", data_format="channels_first", name="c"), first),
    ],
    "Conv1DTranspose": [
        case("plain", L.Conv1DTranspose(2, 3, name="c"), steps), case("same", L.Conv1DTranspose(2, 4, strides=2, padding="same", activation="relu", name="c"), steps), case("strides", L.Conv1DTranspose(2, 3, strides=2, name="c"), steps),
        case("stride above size", L.Conv1DTranspose(3, 2, strides=4, use_bias=False, name="c"), steps), case("output padding", L.Conv1DTranspose(2, 3, strides=3, output_padding=1, name="c"), steps), case("same, output padding", L.Conv1DTranspose(2, 5, strides=3, padding="same", output_padding=2, name="c"), steps),
        case("dilation", L.Conv1DTranspose(2, 3, dilation_rate=2, padding="same", name="c"), steps), first_case("channels first", L.Conv1DTranspose(2, 3, strides=2, padding="same", data_format="channels_first", name="c"), steps_first),
    ],
    "Conv2DTranspose": [
        case("plain", L.Conv2DTranspose(2, 3, name="c"), image), case("same", L.Conv2DTranspose(2, (4, 3), strides=2, padding="same", activation="relu", name="c"), image), case("strides apart", L.Conv2DTranspose(2, (2, 3), strides=(3, 1), name="c"), image),
        case("stride above size", L.Conv2DTranspose(2, 2, strides=3, padding="same", use_bias=False, name="c"), image), case("output padding", L.Conv2DTranspose(2, 3, strides=2, output_padding=1, name="c"), image),
        case("output padding apart", L.Conv2DTranspose(2, (3, 5), strides=(2, 3), output_padding=(0, 2), name="c"), image), case("same, output padding", L.Conv2DTranspose(2, (3, 5), strides=(2, 3), output_padding=(1, 2), padding="same", name="c"), image),
        case("dilation", L.Conv2DTranspose(2, 3, dilation_rate=2, name="c"), image), case("same, dilation", L.Conv2DTranspose(2, (2, 3), dilation_rate=(3, 2), padding="same", name="c"), image), case("one pixel", L.Conv2DTranspose(2, 3, strides=2, padding="same", name="c"), data(3, 1, 1, 4)),
        case("regularized", L.Conv2DTranspose(2, 2, kernel_initializer="he_normal", kernel_regularizer="l2", bias_regularizer="l1", kernel_constraint="max_norm", bias_constraint="non_neg", activity_regularizer="l2", name="c"), image),
        first_case("channels first", L.Conv2DTranspose(2, 3, strides=2, padding="same", data_format="channels_first", name="c"), image_first),
    ],
    "Conv3DTranspose": [
        case("plain", L.Conv3DTranspose(2, 2, name="c"), tiny), case("same", L.Conv3DTranspose(2, (3, 2, 2), strides=2, padding="same", activation="relu", name="c"), tiny), case("strides apart", L.Conv3DTranspose(2, (2, 1, 3), strides=(3, 2, 1), name="c"), tiny),
        case("output padding", L.Conv3DTranspose(2, 3, strides=2, output_padding=(1, 0, 1), name="c"), tiny), case("same, output padding", L.Conv3DTranspose(2, 3, strides=(2, 3, 2), output_padding=(1, 2, 1), padding="same", name="c"), tiny),
        case("one cell", L.Conv3DTranspose(2, 3, padding="same", name="c"), data(2, 1, 1, 1, 3)), first_case("channels first", L.Conv3DTranspose(1, 2, strides=2, data_format="channels_first", name="c"), data(2, 3, 2, 2, 3)),
    ],
    "MaxPooling3D": [
        case("plain", L.MaxPooling3D(name="p"), x), case("same", L.MaxPooling3D(2, padding="same", name="p"), x), case("overlap", L.MaxPooling3D(3, strides=2, padding="same", name="p"), odd), case("apart", L.MaxPooling3D((2, 1, 3), strides=(1, 3, 2), name="p"), odd),
        case("ties", L.MaxPooling3D((2, 3, 2), strides=(1, 2, 1), padding="same", name="p"), data(2, 3, 4, 3, 5).round()), case("one place", L.MaxPooling3D(1, strides=2, name="p"), x), first_case("channels first", L.MaxPooling3D(2, data_format="channels_first", name="p"), first),
    ],
    "AveragePooling3D": [
        case("plain", L.AveragePooling3D(2, name="p"), x), case("same", L.AveragePooling3D(2, padding="same", name="p"), x), case("overlap", L.AveragePooling3D(3, strides=2, padding="same", name="p"), odd), case("apart", L.AveragePooling3D((2, 1, 3), strides=(1, 3, 2), name="p"), odd),
        first_case("channels first", L.AveragePooling3D(3, padding="same", data_format="channels_first", name="p"), first),
    ],
    "GlobalMaxPooling3D": [case("plain", L.GlobalMaxPooling3D(name="g"), x), case("keepdims", L.GlobalMaxPooling3D(keepdims=True, data_format="channels_first", name="g"), first)],
    "GlobalAveragePooling3D": [case("plain", L.GlobalAveragePooling3D(name="g"), x), case("keepdims", L.GlobalAveragePooling3D(keepdims=True, data_format="channels_first", name="g"), first)],
    "ZeroPadding1D": [case("plain", L.ZeroPadding1D(name="z"), steps), case("pair", L.ZeroPadding1D((0, 2), name="z"), steps), case("channels first", L.ZeroPadding1D((2, 1), data_format="channels_first", name="z"), steps_first)],
    "ZeroPadding3D": [case("plain", L.ZeroPadding3D(name="z"), tiny), case("triple", L.ZeroPadding3D((2, 0, 1), name="z"), tiny), case("sides", L.ZeroPadding3D(((0, 1), (2, 3), (1, 0)), name="z"), tiny),
                      case("channels first", L.ZeroPadding3D(((0, 1), (2, 0), (1, 0)), data_format="channels_first", name="z"), tiny)],
    "Cropping1D": [case("plain", L.Cropping1D(name="z"), steps), case("pair", L.Cropping1D((0, 2), name="z"), steps)],
    "Cropping3D": [case("plain", L.Cropping3D(name="z"), x), case("triple", L.Cropping3D((1, 2, 0), name="z"), x), case("sides", L.Cropping3D(((0, 1), (2, 0), (1, 1)), name="z"), x), case("channels first", L.Cropping3D(((0, 1), (1, 0), (1, 1)), data_format="channels_first", name="z"), first)],
    "UpSampling1D": [case("plain", L.UpSampling1D(name="u"), steps), case("three", L.UpSampling1D(3, name="u"), steps)],
    "UpSampling3D": [case("plain", L.UpSampling3D(name="u"), tiny), case("apart", L.UpSampling3D((1, 3, 2), name="u"), tiny), case("channels first", L.UpSampling3D((2, 1, 3), data_format="channels_first", name="u"), tiny)],
    "UpSampling2D interpolation": [case(how, L.UpSampling2D(size, interpolation=how, name="u"), pixels) for how, size, pixels in [("bilinear", 2, image), ("bicubic", (3, 2), image), ("lanczos3", 2, image), ("lanczos5", (2, 3), data(1, 9, 7, 1)), ("bilinear", (1, 3), image)]] + [
        case("one pixel", L.UpSampling2D(3, interpolation="bicubic", name="u"), data(2, 1, 1, 2)), first_case("channels first", L.UpSampling2D(2, data_format="channels_first", interpolation="bilinear", name="u"), image_first)],
}
for name, cases in files.items():
    write(name, json.loads(json.dumps(cases), parse_float=lambda number: float(f"{float(number):.8g}")))
