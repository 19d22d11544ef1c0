"""Convolutions, poolings and image reshaping of Keras 3 on TensorFlow: writes layers/Conv2D.json and its like. Run: python conv_layers.py"""
import numpy as np
import layers
from layers import L, case, data, write

layers.rng = np.random.RandomState(23)
x, odd, even = data(2, 5, 7, 4), data(3, 9, 8, 3), data(2, 6, 6, 4)
first = data(2, 4, 5, 7)
steps, first_steps = data(2, 9, 4), data(2, 4, 9)


def first_case(name, layer, inputs):
    """Channels first: TensorFlow on a processor has no gradients for it everywhere, Keras transposes what it can."""
    try:
        return case(name, layer, inputs)
    except Exception as e:
        print(name, type(layer).__name__, "without gradients:", str(e)[:100])
        return case(name, layer, inputs, gradient=False)


files = {
    "Conv2D": [
        case("plain", L.Conv2D(3, 3, name="c"), x), case("same, relu", L.Conv2D(5, (3, 2), padding="same", activation="relu", name="c"), odd), case("strides", L.Conv2D(4, 3, strides=2, padding="same", name="c"), odd),
        case("strides, even", L.Conv2D(4, 3, strides=2, padding="same", name="c"), even), case("strides apart", L.Conv2D(2, (2, 3), strides=(3, 1), name="c"), odd), case("stride above size", L.Conv2D(2, 2, strides=3, padding="same", name="c"), x),
        case("dilation", L.Conv2D(3, 3, dilation_rate=2, padding="same", name="c"), x), case("dilation apart", L.Conv2D(3, (2, 3), dilation_rate=(3, 2), name="c"), x), case("groups", L.Conv2D(6, 3, groups=2, padding="same", name="c"), x),
        case("as many groups", L.Conv2D(8, 2, groups=4, strides=2, name="c"), even), case("one place", L.Conv2D(7, 1, use_bias=False, name="c"), x), case("one place, strides", L.Conv2D(7, 1, strides=2, name="c"), x),
        case("one pixel", L.Conv2D(2, 3, padding="same", name="c"), data(3, 1, 1, 5)), case("large", L.Conv2D(2, (5, 7), name="c"), x), case("one sample", L.Conv2D(33, 3, padding="same", name="c"), data(1, 17, 13, 17)),
        case("regularized", L.Conv2D(2, 2, kernel_initializer="he_normal", kernel_regularizer="l2", bias_regularizer="l1", kernel_constraint="max_norm", bias_constraint="non_neg", activity_regularizer="l2", name="c"), x),
        first_case("channels first", L.Conv2D(3, (3, 2), strides=2, padding="same", data_format="channels_first", activation="softmax", name="c"), first),
    ],
    "DepthwiseConv2D": [
        case("plain", L.DepthwiseConv2D(3, name="d"), x), case("same", L.DepthwiseConv2D((3, 2), padding="same", activation="relu6", name="d"), odd), case("strides", L.DepthwiseConv2D(3, strides=2, padding="same", use_bias=False, name="d"), even),
        case("multiplier", L.DepthwiseConv2D(2, depth_multiplier=3, depthwise_regularizer="l2", name="d"), odd), case("dilation", L.DepthwiseConv2D(3, dilation_rate=2, padding="same", name="d"), x),
        case("one pixel", L.DepthwiseConv2D(3, padding="same", name="d"), data(2, 1, 1, 3)), first_case("channels first", L.DepthwiseConv2D(3, depth_multiplier=2, data_format="channels_first", name="d"), first),
    ],
    "SeparableConv2D": [
        case("plain", L.SeparableConv2D(3, 3, name="s"), x), case("same, multiplier", L.SeparableConv2D(5, (3, 2), padding="same", depth_multiplier=2, activation="relu", name="s"), odd),
        case("strides", L.SeparableConv2D(2, 3, strides=2, padding="same", use_bias=False, pointwise_regularizer="l1", name="s"), even), case("dilation", L.SeparableConv2D(2, 3, dilation_rate=2, padding="same", name="s"), x),
    ],
    "MaxPooling2D": [
        case("plain", L.MaxPooling2D(name="p"), x), case("same", L.MaxPooling2D(2, padding="same", name="p"), x), case("overlap", L.MaxPooling2D(3, strides=2, padding="same", name="p"), even), case("apart", L.MaxPooling2D((2, 3), strides=(3, 1), name="p"), odd),
        case("one place", L.MaxPooling2D(1, strides=2, name="p"), x), first_case("channels first", L.MaxPooling2D(2, data_format="channels_first", name="p"), first),
    ],
    "AveragePooling2D": [
        case("plain", L.AveragePooling2D(2, name="p"), x), case("same", L.AveragePooling2D(2, padding="same", name="p"), x), case("overlap", L.AveragePooling2D(3, strides=1, padding="same", name="p"), even), case("apart", L.AveragePooling2D((2, 3), strides=(3, 1), name="p"), odd),
        first_case("channels first", L.AveragePooling2D(3, data_format="channels_first", padding="same", name="p"), first),
    ],
    "GlobalAveragePooling2D": [case("plain", L.GlobalAveragePooling2D(name="g"), x), case("keepdims", L.GlobalAveragePooling2D(keepdims=True, name="g"), odd), case("channels first", L.GlobalAveragePooling2D(data_format="channels_first", name="g"), first)],
    "GlobalMaxPooling2D": [case("plain", L.GlobalMaxPooling2D(name="g"), x), case("keepdims", L.GlobalMaxPooling2D(keepdims=True, name="g"), odd), case("channels first", L.GlobalMaxPooling2D(data_format="channels_first", name="g"), first)],
    "ZeroPadding2D": [case("plain", L.ZeroPadding2D(name="z"), x), case("pair", L.ZeroPadding2D((2, 0), name="z"), x), case("sides", L.ZeroPadding2D(((0, 1), (2, 3)), name="z"), x), case("channels first", L.ZeroPadding2D(((0, 1), (2, 3)), data_format="channels_first", name="z"), first)],
    "Cropping2D": [case("plain", L.Cropping2D(name="z"), x), case("pair", L.Cropping2D((2, 1), name="z"), x), case("sides", L.Cropping2D(((0, 1), (2, 3)), name="z"), x), case("channels first", L.Cropping2D(((0, 1), (2, 3)), data_format="channels_first", name="z"), first)],
    "UpSampling2D": [case("plain", L.UpSampling2D(name="u"), x), case("apart", L.UpSampling2D((1, 3), name="u"), x), case("channels first", L.UpSampling2D((3, 2), data_format="channels_first", name="u"), first)],
    "Conv1D": [
        case("plain", L.Conv1D(3, 3, name="c"), steps), case("same, strides", L.Conv1D(5, 4, strides=2, padding="same", activation="relu", name="c"), steps), case("causal", L.Conv1D(2, 3, padding="causal", name="c"), steps),
        case("causal, dilation", L.Conv1D(2, 3, padding="causal", dilation_rate=2, name="c"), steps), case("groups", L.Conv1D(4, 2, groups=2, name="c"), steps), first_case("channels first", L.Conv1D(4, 2, data_format="channels_first", name="c"), first_steps),
    ],
    "DepthwiseConv1D": [case("plain", L.DepthwiseConv1D(3, name="d"), steps), case("multiplier", L.DepthwiseConv1D(3, strides=2, padding="same", depth_multiplier=2, name="d"), steps)],
    "SeparableConv1D": [case("plain", L.SeparableConv1D(3, 3, name="s"), steps), case("same", L.SeparableConv1D(5, 2, padding="same", depth_multiplier=2, activation="tanh", name="s"), steps)],
    "MaxPooling1D": [case("plain", L.MaxPooling1D(name="p"), steps), case("same", L.MaxPooling1D(3, strides=2, padding="same", name="p"), steps), first_case("channels first", L.MaxPooling1D(2, data_format="channels_first", name="p"), first_steps)],
    "AveragePooling1D": [case("plain", L.AveragePooling1D(2, name="p"), steps), case("same", L.AveragePooling1D(3, strides=2, padding="same", name="p"), steps)],
    "GlobalAveragePooling1D": [case("plain", L.GlobalAveragePooling1D(name="g"), steps), case("keepdims", L.GlobalAveragePooling1D(keepdims=True, data_format="channels_first", name="g"), first_steps)],
    "GlobalMaxPooling1D": [case("plain", L.GlobalMaxPooling1D(name="g"), steps), case("keepdims", L.GlobalMaxPooling1D(keepdims=True, data_format="channels_first", name="g"), first_steps)],
}
for name, cases in files.items():
    write(name, cases)
