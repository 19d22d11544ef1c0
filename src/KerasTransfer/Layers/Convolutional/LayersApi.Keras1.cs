using System.Runtime.CompilerServices;
using KerasTransfer.Layers;

namespace KerasTransfer;

// Convolutions in Keras 1's order of arguments, where the kernel's lengths stood one by one. Other spellings of Keras 1 are old names of today's arguments.
public sealed partial class LayersApi
{
    /// <summary>Keras 1's spelling of <see cref="Layers.Conv2D"/>: the kernel as two numbers. Today's third number would be the strides.</summary>
    [Obsolete("This is Keras 1's order of arguments: write Conv2D(filters, (rows, columns), ...), with kernel_initializer:, padding:, strides:, data_format:, kernel_regularizer: and use_bias: for init:, border_mode:, subsample:, dim_ordering:, W_regularizer: and bias:."), OverloadResolutionPriority(2)]
    public Conv2D Convolution2D(int nb_filter, int nb_row, int nb_col, Initializer? init = null, Activation? activation = null, NDArray[]? weights = null, string border_mode = "valid", Size2D? subsample = null, string? dim_ordering = null, Regularizer? W_regularizer = null, Regularizer? b_regularizer = null,
        Regularizer? activity_regularizer = null, Constraint? W_constraint = null, Constraint? b_constraint = null, bool bias = true, Shape? input_shape = null, int? input_dim = null, Shape? batch_input_shape = null, string? name = null, bool trainable = true, DType? dtype = null) =>
        new(nb_filter, (nb_row, nb_col), strides: subsample, padding: border_mode, data_format: dim_ordering, activation: activation, use_bias: bias, kernel_initializer: init, kernel_regularizer: W_regularizer, bias_regularizer: b_regularizer,
            kernel_constraint: W_constraint, bias_constraint: b_constraint, activity_regularizer: activity_regularizer, options: LayerOptions.From(name, trainable, dtype, activity_regularizer, input_shape, input_dim, batch_input_shape, weights: weights));

    /// <summary>Keras 1's spelling of <see cref="Layers.Conv2D"/>: the kernel as two numbers. Today's third number would be the strides.</summary>
    [Obsolete("This is Keras 1's order of arguments: write Conv2D(filters, (rows, columns), ...), with kernel_initializer:, padding:, strides:, data_format:, kernel_regularizer: and use_bias: for init:, border_mode:, subsample:, dim_ordering:, W_regularizer: and bias:."), OverloadResolutionPriority(2)]
    public Conv2D AtrousConvolution2D(int nb_filter, int nb_row, int nb_col, Initializer? init = null, Activation? activation = null, NDArray[]? weights = null, string border_mode = "valid", Size2D? subsample = null, string? dim_ordering = null, Regularizer? W_regularizer = null, Regularizer? b_regularizer = null,
        Regularizer? activity_regularizer = null, Constraint? W_constraint = null, Constraint? b_constraint = null, bool bias = true, Size2D? atrous_rate = null, Shape? input_shape = null, int? input_dim = null, Shape? batch_input_shape = null, string? name = null, bool trainable = true, DType? dtype = null) =>
        new(nb_filter, (nb_row, nb_col), strides: subsample, padding: border_mode, data_format: dim_ordering, dilation_rate: atrous_rate, activation: activation, use_bias: bias, kernel_initializer: init, kernel_regularizer: W_regularizer, bias_regularizer: b_regularizer,
            kernel_constraint: W_constraint, bias_constraint: b_constraint, activity_regularizer: activity_regularizer, options: LayerOptions.From(name, trainable, dtype, activity_regularizer, input_shape, input_dim, batch_input_shape, weights: weights));

    /// <summary>Keras 1's spelling of <see cref="Layers.Conv3D"/>: the kernel as three numbers. Today's third number would be the strides.</summary>
    [Obsolete("This is Keras 1's order of arguments: write Conv3D(filters, (size1, size2, size3), ...), with kernel_initializer:, padding:, strides:, data_format:, kernel_regularizer: and use_bias: for init:, border_mode:, subsample:, dim_ordering:, W_regularizer: and bias:."), OverloadResolutionPriority(2)]
    public Conv3D Convolution3D(int nb_filter, int kernel_dim1, int kernel_dim2, int kernel_dim3, Initializer? init = null, Activation? activation = null, NDArray[]? weights = null, string border_mode = "valid", Size3D? subsample = null, string? dim_ordering = null, Regularizer? W_regularizer = null, Regularizer? b_regularizer = null,
        Regularizer? activity_regularizer = null, Constraint? W_constraint = null, Constraint? b_constraint = null, bool bias = true, Shape? input_shape = null, int? input_dim = null, Shape? batch_input_shape = null, string? name = null, bool trainable = true, DType? dtype = null) =>
        new(nb_filter, (kernel_dim1, kernel_dim2, kernel_dim3), strides: subsample, padding: border_mode, data_format: dim_ordering, activation: activation, use_bias: bias, kernel_initializer: init, kernel_regularizer: W_regularizer, bias_regularizer: b_regularizer,
            kernel_constraint: W_constraint, bias_constraint: b_constraint, activity_regularizer: activity_regularizer, options: LayerOptions.From(name, trainable, dtype, activity_regularizer, input_shape, input_dim, batch_input_shape, weights: weights));

    /// <summary>Keras 1's spelling of <see cref="Layers.Conv1D"/>.</summary>
    [Obsolete("These are Keras 1's names of arguments: write Conv1D(filters, kernel_size, ...), with padding: and strides: for border_mode: and subsample_length:."), OverloadResolutionPriority(-1)]
    public Conv1D Convolution1D(int nb_filter, int filter_length, Initializer? init = null, Activation? activation = null, NDArray[]? weights = null, string border_mode = "valid", Size1D? subsample_length = null, Regularizer? W_regularizer = null, Regularizer? b_regularizer = null,
        Regularizer? activity_regularizer = null, Constraint? W_constraint = null, Constraint? b_constraint = null, bool bias = true, Shape? input_shape = null, int? input_dim = null, Shape? batch_input_shape = null, string? name = null, bool trainable = true, DType? dtype = null) =>
        new(nb_filter, filter_length, strides: subsample_length, padding: border_mode, activation: activation, use_bias: bias, kernel_initializer: init, kernel_regularizer: W_regularizer, bias_regularizer: b_regularizer,
            kernel_constraint: W_constraint, bias_constraint: b_constraint, activity_regularizer: activity_regularizer, options: LayerOptions.From(name, trainable, dtype, activity_regularizer, input_shape, input_dim, batch_input_shape, weights: weights));
}
