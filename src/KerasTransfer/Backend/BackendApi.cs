using KerasTransfer.Backend;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.backend</c>: the names of operations in Keras 1 and 2, people write <c>var K = keras.backend;</c>. Today's are in <see cref="ops"/> and <see cref="config"/>.</summary>
    public BackendApi backend { get; } = new();
}

/// <summary><c>keras.backend</c>, on tensors and, at once, on arrays.</summary>
[AtOnce]
public sealed partial class BackendApi
{
    internal BackendApi() { }

    /// <summary>Python's <c>with K.name_scope("block"):</c> is <c>using (K.name_scope("block"))</c>. Names of layers do not depend on it, as in Keras 2.</summary>
    /// <param name="name">Has no effect.</param>
    public IDisposable name_scope(string name) => new TensorFlowApi.Scope();

    // ---- settings

    /// <summary>The engine that computes: see <see cref="ConfigApi.backend"/>.</summary>
    public string backend() => KerasApi.keras.config.backend();
    /// <summary>The type of floating-point tensors unless told otherwise.</summary>
    public string floatx() => FloatX.Value.name;
    /// <summary>Sets <see cref="floatx"/>.</summary>
    public void set_floatx(string value) => KerasApi.keras.config.set_floatx(value);
    /// <summary>The small number that losses and metrics keep away from 0.</summary>
    public double epsilon() => Epsilon.Value;
    /// <summary>Sets <see cref="epsilon"/>.</summary>
    public void set_epsilon(double value) => Epsilon.Value = value;
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string image_data_format() => ImageDataFormat.Value;
    /// <summary>Sets <see cref="image_data_format"/>.</summary>
    public void set_image_data_format(string data_format) => ImageDataFormat.Value = data_format;
    /// <summary><c>tf</c> for channels last, <c>th</c> for channels first.</summary>
    [Obsolete("Write image_data_format(), which says 'channels_last' for 'tf' and 'channels_first' for 'th'.")]
    public string image_dim_ordering() => ImageDataFormat.ChannelsFirst ? "th" : "tf";
    /// <summary>Sets <see cref="image_dim_ordering"/>.</summary>
    [Obsolete("Write set_image_data_format(\"channels_last\") for 'tf' and \"channels_first\" for 'th'.")]
    public void set_image_dim_ordering(string dim_ordering) => ImageDataFormat.Value = dim_ordering switch
    {
        "tf" => "channels_last",
        "th" => "channels_first",
        _ => throw new ValueError($"Unknown dim_ordering: {dim_ordering}. Expected 'tf' or 'th'."),
    };
    /// <summary>Starts the counters behind automatic names again.</summary>
    public void clear_session(bool free_memory = true) => KerasApi.keras.utils.clear_session(free_memory);

    // ---- variables and values

    /// <summary>A variable with this value.</summary>
    public Variable variable(NDArray value, DType? dtype = null, string? name = null) => new(value.As(dtype ?? FloatX.Value), name ?? "variable");
    /// <summary>A tensor of this value.</summary>
    public Tensor constant(NDArray value, DType? dtype = null, Shape? shape = null)
    {
        NDArray array = value.As(dtype ?? FloatX.Value);
        return shape is null ? array : array.size == 1 ? ops.broadcast_to((Tensor)array.reshape(Shape.Scalar), shape) : array.reshape(shape);
    }
    /// <summary>The value of a variable.</summary>
    public NDArray get_value(Variable x) => x.numpy();
    /// <summary>The value of a tensor that depends on no input.</summary>
    public NDArray get_value(Tensor x) => x.numpy();
    /// <summary>Sets the value of a variable.</summary>
    public void set_value(Variable x, NDArray value) => x.assign(value);
    /// <summary>The values of variables.</summary>
    public NDArray[] batch_get_value(IEnumerable<Variable> x) => [.. x.Select(v => v.numpy())];
    /// <summary>Sets the values of variables.</summary>
    public void batch_set_value(IEnumerable<(Variable, NDArray)> tuples) { foreach (var (variable, value) in tuples) variable.assign(value); }
    /// <summary>The value of a tensor that depends on no input.</summary>
    public NDArray eval(Tensor x) => x.numpy();
    /// <summary>Within a computation: the variable has this value from here on.</summary>
    public void update(Variable x, Tensor new_x) => x.assign(new_x);
    /// <summary>Adds to a variable.</summary>
    public void update_add(Variable x, Tensor increment) => x.assign_add(increment);
    /// <summary>Takes from a variable.</summary>
    public void update_sub(Variable x, Tensor decrement) => x.assign_add(-decrement);
    /// <summary>The number of elements.</summary>
    public long count_params(Variable x) => x.shape.Size;

    /// <summary>Computes some of a model's tensors from others: <c>K.function([model.input], [layer.output])</c>, and gradients: <c>K.function([model.input], K.gradients(loss, model.input))</c>.</summary>
    /// <param name="inputs">Inputs of the model; <see cref="learning_phase"/> may be one of them.</param>
    /// <param name="outputs">Outputs of layers, and what is computed from them.</param>
    /// <param name="updates">Only empty.</param>
    /// <returns>A function from arrays, in the order of <paramref name="inputs"/>, to arrays in that of <paramref name="outputs"/>. It is compiled once for each set of shapes.</returns>
    /// <exception cref="ValueError">An output does not depend on these inputs alone.</exception>
    public Func<NDArrays, NDArray[]> function(KerasTensors inputs, KerasTensors outputs, object[]? updates = null)
    {
        if (updates is { Length: > 0 }) throw new NotSupportedException("K.function: updates are not supported. Call the function, then assign to the variables: K.set_value(variable, value).");
        return new BackendFunction(inputs, outputs).Run;
    }

    /// <summary>The mode, training or inference, as an input of <see cref="function"/>: <c>K.function([model.input, K.learning_phase()], [layer.output])</c> is called with <c>[x, 0]</c> or <c>[x, 1]</c>.</summary>
    public KerasTensor learning_phase() => LearningPhase.Symbol;
    /// <summary>Fixes the mode of all calls of layers from now on (models put together or loaded): 0 for inference, 1 for training. <c>clear_session</c> lifts it. As in Keras 2 on TensorFlow 1.</summary>
    [Obsolete("Write the mode where the layer or the base is called: base.Apply(x, training: false).")]
    public void set_learning_phase(int value) => LearningPhase.Fixed = value is 0 or 1 ? value == 1 : throw new ValueError($"Expected learning phase to be 0 or 1. Received: {value}");
    /// <inheritdoc cref="set_learning_phase(int)"/>
    [Obsolete("Write the mode where the layer or the base is called: base.Apply(x, training: false).")]
    public void set_learning_phase(bool value) => LearningPhase.Fixed = value;
    /// <summary>An input: <c>keras.Input(batch_shape: shape)</c>.</summary>
    /// <param name="shape">The shape with the batch axis.</param>
    /// <param name="ndim">The number of axes, instead of the shape.</param>
    /// <param name="dtype">The type; null for <see cref="floatx"/>.</param>
    /// <param name="sparse">Only false.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ValueError">Neither a shape nor a number of axes is given.</exception>
    public KerasTensor placeholder(Shape? shape = null, int? ndim = null, DType? dtype = null, bool sparse = false, string? name = null)
    {
        if (sparse) throw new NotSupportedException("K.placeholder: sparse tensors are not supported. Leave sparse out.");
        shape ??= ndim is { } n ? new Shape([.. Enumerable.Repeat(Shape.Unknown, n)]) : throw new ValueError("K.placeholder: expected shape or ndim. Received neither.");
        return KerasApi.keras.Input(batch_shape: shape, dtype: dtype ?? FloatX.Value, name: name);
    }
    /// <summary>Not offered.</summary>
    [Obsolete("There are no sessions: leave it out.", error: true)]
    public object get_session() => throw new NotSupportedException();
    /// <summary>Not offered.</summary>
    [Obsolete("There are no sessions: leave it out.", error: true)]
    public void set_session(object session) => throw new NotSupportedException();

    // ---- shapes and types

    /// <summary>The lengths of the axes.</summary>
    public Shape shape(Tensor x) => x.shape;
    /// <summary>The lengths of the axes.</summary>
    public Shape int_shape(Tensor x) => x.shape;
    /// <summary>The lengths of the axes.</summary>
    public Shape int_shape(Variable x) => x.shape;
    /// <summary>The lengths of the axes, −1 where they are not known.</summary>
    public Shape int_shape(KerasTensor x) => x.shape;
    /// <summary>The number of axes.</summary>
    public int ndim(Tensor x) => x.ndim;
    /// <summary>The number of axes.</summary>
    public int ndim(KerasTensor x) => x.shape.Rank;
    /// <summary>The type's name.</summary>
    public string dtype(Tensor x) => x.dtype.name;
    /// <summary>The type's name.</summary>
    public string dtype(KerasTensor x) => x.dtype.name;
    /// <summary>Whether this is a symbolic tensor: an input or a layer's output in a functional model.</summary>
    public bool is_keras_tensor(object? x) => x is KerasTensor;
    /// <summary>The same values as another type.</summary>
    public Tensor cast(Tensor x, DType dtype) => ops.cast(x, dtype);
    /// <summary>The same values as <see cref="floatx"/>.</summary>
    public NDArray cast_to_floatx(NDArray x) => x.As(FloatX.Value);
    /// <summary>The same elements under another shape; one length may be −1.</summary>
    public Tensor reshape(Tensor x, Shape shape) => ops.reshape(x, shape);
    /// <summary>One axis.</summary>
    public Tensor flatten(Tensor x) => ops.ravel(x);
    /// <summary>Two axes: the first, and the others as one.</summary>
    public Tensor batch_flatten(Tensor x) => ops.reshape(x, new Shape(x.shape[0], Shape.Unknown));
    /// <summary>A new axis of length one.</summary>
    public Tensor expand_dims(Tensor x, int axis = -1) => ops.expand_dims(x, axis);
    /// <summary>An axis of length one taken away.</summary>
    public Tensor squeeze(Tensor x, Axes axis) => ops.squeeze(x, axis);
    /// <summary>The axes in reverse order.</summary>
    public Tensor transpose(Tensor x) => ops.transpose(x);
    /// <summary>The axes in another order.</summary>
    public Tensor permute_dimensions(Tensor x, int[] pattern) => ops.transpose(x, pattern);
    /// <summary>Joined along an axis.</summary>
    public Tensor concatenate(Tensors tensors, int axis = -1) => ops.concatenate(tensors, axis);
    /// <summary>Joined along a new axis.</summary>
    public Tensor stack(Tensors x, int axis = 0) => ops.stack(x, axis);
    /// <summary>Rows by their numbers.</summary>
    public Tensor gather(Tensor reference, Tensor indices) => ops.take(reference, indices, axis: 0);
    /// <summary>A last axis with 1 at the class number and 0 elsewhere.</summary>
    public Tensor one_hot(Tensor indices, int num_classes) => ops.one_hot(indices, num_classes);

    /// <summary>Repeated as a whole along each axis.</summary>
    public Tensor tile(Tensor x, Shape n) => ops.tile(x, n);
    /// <summary>Rows of a matrix, each n times: (samples, length) becomes (samples, n, length).</summary>
    public Tensor repeat(Tensor x, int n) => ops.repeat(ops.expand_dims(x, 1), n, axis: 1);
    /// <summary>Each part along an axis several times.</summary>
    public Tensor repeat_elements(Tensor x, int rep, int axis) => ops.repeat(x, rep, axis);
    /// <summary>Turned round along some axes.</summary>
    public Tensor reverse(Tensor x, Axes axes) => ops.flip(x, axes);
    /// <summary>Zeros before and after the second axis of three.</summary>
    public Tensor temporal_padding(Tensor x, (int before, int after)? padding = null) => ops.pad(x, [(0, 0), padding ?? (1, 1), (0, 0)]);
    /// <summary>Zeros around images.</summary>
    public Tensor spatial_2d_padding(Tensor x, ((int top, int bottom) rows, (int left, int right) columns)? padding = null, string? data_format = null)
    {
        var (rows, columns) = padding ?? ((1, 1), (1, 1));
        return ops.pad(x, ImageDataFormat.Of(data_format) == "channels_last" ? [(0, 0), rows, columns, (0, 0)] : [(0, 0), (0, 0), rows, columns]);
    }

    // ---- making tensors

    /// <summary>Zeros.</summary>
    public Tensor zeros(Shape shape, DType? dtype = null) => ops.zeros(shape, dtype);
    /// <summary>Ones.</summary>
    public Tensor ones(Shape shape, DType? dtype = null) => ops.ones(shape, dtype);
    /// <summary>Zeros in the shape and type of another tensor.</summary>
    public Tensor zeros_like(Tensor x, DType? dtype = null) => ops.zeros_like(x, dtype);
    /// <summary>Ones in the shape and type of another tensor.</summary>
    public Tensor ones_like(Tensor x, DType? dtype = null) => ops.ones_like(x, dtype);
    /// <summary>The identity matrix.</summary>
    public Tensor eye(int size, DType? dtype = null) => ops.eye(size, dtype: dtype);
    /// <summary>0, 1, … stop − 1.</summary>
    public Tensor arange(int stop, DType? dtype = null) => ops.arange(stop, dtype ?? DType.int32);
    /// <summary>start, start + step, … below stop.</summary>
    public Tensor arange(int start, int stop, int step = 1, DType? dtype = null) => ops.arange(start, stop, step, dtype ?? DType.int32);
    /// <summary>Random numbers of the normal distribution.</summary>
    public NDArray random_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, long? seed = null) => KerasApi.tf.random.normal(shape, mean, stddev, dtype ?? FloatX.Value, seed ?? Seed());
    /// <summary>Random numbers evenly distributed in [minval, maxval).</summary>
    public NDArray random_uniform(Shape shape, double minval = 0.0, double maxval = 1.0, DType? dtype = null, long? seed = null) => KerasApi.tf.random.uniform(shape, minval, maxval, dtype ?? FloatX.Value, seed ?? Seed());
    /// <summary>Random numbers of the normal distribution, none further than two standard deviations from the mean.</summary>
    public NDArray truncated_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, long? seed = null) => KerasApi.tf.random.truncated_normal(shape, mean, stddev, dtype ?? FloatX.Value, seed ?? Seed());

    // Keras draws the seed of such a call from NumPy.
    private static long Seed() => KerasApi.np.random.randint(10_000_000);

    // ---- element by element

    /// <summary>|x|.</summary>
    public Tensor abs(Tensor x) => ops.abs(x);
    /// <summary>x², element by element.</summary>
    public Tensor square(Tensor x) => ops.square(x);
    /// <summary>√x; 0 where x is negative.</summary>
    public Tensor sqrt(Tensor x) => ops.sqrt(ops.maximum(x, 0));
    /// <summary>eˣ.</summary>
    public Tensor exp(Tensor x) => ops.exp(x);
    /// <summary>ln x.</summary>
    public Tensor log(Tensor x) => ops.log(x);
    /// <summary>x to the power of a.</summary>
    public Tensor pow(Tensor x, Tensor a) => ops.power(x, a);
    /// <summary>Rounded to the nearest, halves to even.</summary>
    public Tensor round(Tensor x) => ops.round(x);
    /// <summary>−1, 0 or 1.</summary>
    public Tensor sign(Tensor x) => ops.sign(x);
    /// <summary>sin x.</summary>
    public Tensor sin(Tensor x) => ops.sin(x);
    /// <summary>cos x.</summary>
    public Tensor cos(Tensor x) => ops.cos(x);
    /// <summary>Kept between two bounds.</summary>
    public Tensor clip(Tensor x, Tensor min_value, Tensor max_value) => ops.clip(x, min_value, max_value);
    /// <summary>The larger.</summary>
    public Tensor maximum(Tensor x, Tensor y) => ops.maximum(x, y);
    /// <summary>The smaller.</summary>
    public Tensor minimum(Tensor x, Tensor y) => ops.minimum(x, y);
    /// <summary>Where they are equal.</summary>
    public Tensor equal(Tensor x, Tensor y) => ops.equal(x, y);
    /// <summary>Where they differ.</summary>
    public Tensor not_equal(Tensor x, Tensor y) => ops.not_equal(x, y);
    /// <summary>Where x is greater.</summary>
    public Tensor greater(Tensor x, Tensor y) => x > y;
    /// <summary>Where x is greater or equal.</summary>
    public Tensor greater_equal(Tensor x, Tensor y) => x >= y;
    /// <summary>Where x is smaller.</summary>
    public Tensor less(Tensor x, Tensor y) => x < y;
    /// <summary>Where x is smaller or equal.</summary>
    public Tensor less_equal(Tensor x, Tensor y) => x <= y;
    /// <summary>The one where the condition holds, else the other. A condition with fewer axes decides whole parts.</summary>
    public Tensor @switch(Tensor condition, Tensor then_expression, Tensor else_expression)
    {
        while (condition.ndim > 0 && condition.ndim < then_expression.ndim) condition = ops.expand_dims(condition, -1);
        return ops.where(condition, then_expression, else_expression);
    }
    /// <summary>The input, which differentiation takes for a constant.</summary>
    public Tensor stop_gradient(Tensor variables) => ops.stop_gradient(variables);

    // ---- over axes

    /// <summary>The sum.</summary>
    public Tensor sum(Tensor x, Axes? axis = null, bool keepdims = false) => ops.sum(x, axis, keepdims);
    /// <summary>The mean.</summary>
    public Tensor mean(Tensor x, Axes? axis = null, bool keepdims = false) => ops.mean(x.dtype == DType.@bool ? ops.cast(x, FloatX.Value) : x, axis, keepdims);
    /// <summary>The product.</summary>
    public Tensor prod(Tensor x, Axes? axis = null, bool keepdims = false) => ops.prod(x, axis, keepdims);
    /// <summary>The variance.</summary>
    public Tensor var(Tensor x, Axes? axis = null, bool keepdims = false) => ops.var(x, axis, keepdims);
    /// <summary>The standard deviation.</summary>
    public Tensor std(Tensor x, Axes? axis = null, bool keepdims = false) => ops.std(x, axis, keepdims);
    /// <summary>The largest.</summary>
    public Tensor max(Tensor x, Axes? axis = null, bool keepdims = false) => ops.max(x, axis, keepdims);
    /// <summary>The smallest.</summary>
    public Tensor min(Tensor x, Axes? axis = null, bool keepdims = false) => ops.min(x, axis, keepdims);
    /// <summary>Whether any holds.</summary>
    public Tensor any(Tensor x, Axes? axis = null, bool keepdims = false) => ops.any(x, axis, keepdims);
    /// <summary>Whether all hold.</summary>
    public Tensor all(Tensor x, Axes? axis = null, bool keepdims = false) => ops.all(x, axis, keepdims);
    /// <summary>The place of the largest.</summary>
    public Tensor argmax(Tensor x, int axis = -1) => ops.cast(ops.argmax(x, axis), DType.int64);
    /// <summary>The place of the smallest.</summary>
    public Tensor argmin(Tensor x, int axis = -1) => ops.cast(ops.argmin(x, axis), DType.int64);
    /// <summary>Running sums.</summary>
    public Tensor cumsum(Tensor x, int axis = 0) => ops.cumsum(x, axis);
    /// <summary>Scaled to a length of 1 along an axis.</summary>
    public Tensor l2_normalize(Tensor x, Axes? axis = null) => x * ops.rsqrt(ops.maximum(ops.sum(ops.square(x), axis, keepdims: true), 1e-12));

    // ---- products, activations, losses

    /// <summary>The matrix product.</summary>
    public Tensor dot(Tensor x, Tensor y) => ops.dot(x, y);
    /// <summary>Adds a bias along the channels' axis: the last, or with <c>channels_first</c> the second.</summary>
    public Tensor bias_add(Tensor x, Tensor bias, string? data_format = null) =>
        bias.ndim == 1 && x.ndim > 2 && ImageDataFormat.Of(data_format) == "channels_first" ? x + ops.reshape(bias, new Shape([bias.shape[0], .. Enumerable.Repeat(1, x.ndim - 2)])) : x + bias;
    /// <summary>x above the threshold, alpha · (x − threshold) below it; not more than max_value.</summary>
    public Tensor relu(Tensor x, double alpha = 0.0, double? max_value = null, double threshold = 0.0)
    {
        Tensor y = ops.where(x > threshold, x, alpha == 0 ? 0 : alpha * (x - threshold));
        return max_value is { } top ? ops.minimum(y, top) : y;
    }
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public Tensor sigmoid(Tensor x) => ops.sigmoid(x);
    /// <summary>tanh x.</summary>
    public Tensor tanh(Tensor x) => ops.tanh(x);
    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public Tensor softmax(Tensor x, int axis = -1) => ops.softmax(x, axis);
    /// <summary>x above 0, alpha · (eˣ − 1) below it.</summary>
    public Tensor elu(Tensor x, double alpha = 1.0) => ops.elu(x, alpha);
    /// <summary>ln(1 + eˣ).</summary>
    public Tensor softplus(Tensor x) => ops.softplus(x);
    /// <summary>x / (1 + |x|).</summary>
    public Tensor softsign(Tensor x) => ops.softsign(x);
    /// <summary>0.2 · x + 0.5, kept between 0 and 1: the function of Keras 1 and 2. Keras 3's is <c>keras.activations.hard_sigmoid</c>.</summary>
    public Tensor hard_sigmoid(Tensor x) => ops.clip(x * 0.2 + 0.5, 0, 1);

    /// <summary>−target · ln output − (1 − target) · ln(1 − output), element by element.</summary>
    /// <param name="target">Labels, in the shape of <paramref name="output"/>.</param>
    /// <param name="output">Probabilities, or logits.</param>
    /// <param name="from_logits">Whether <paramref name="output"/> are logits.</param>
    public Tensor binary_crossentropy(Tensor target, Tensor output, bool from_logits = false)
    {
        if (from_logits) return KerasApi.tf.nn.sigmoid_cross_entropy_with_logits(target, output);
        output = ops.clip(output, Epsilon.Value, 1 - Epsilon.Value);
        return -(target * ops.log(output + Epsilon.Value) + (1 - target) * ops.log(1 - output + Epsilon.Value));
    }

    /// <summary>−Σ target · ln output along an axis.</summary>
    /// <param name="target">Labels, in the shape of <paramref name="output"/>.</param>
    /// <param name="output">Probabilities, which are made to add up to 1, or logits.</param>
    /// <param name="from_logits">Whether <paramref name="output"/> are logits.</param>
    /// <param name="axis">The axis of the classes.</param>
    public Tensor categorical_crossentropy(Tensor target, Tensor output, bool from_logits = false, int axis = -1)
    {
        if (from_logits) return KerasApi.tf.nn.softmax_cross_entropy_with_logits(target, output, axis);
        output = ops.clip(output / ops.sum(output, axis, keepdims: true), Epsilon.Value, 1 - Epsilon.Value);
        return -ops.sum(target * ops.log(output), axis);
    }

    /// <summary>−ln output at the class number, along the last axis.</summary>
    /// <param name="target">Class numbers; a last axis of length 1 is dropped.</param>
    /// <param name="output">Probabilities, which are made to add up to 1, or logits.</param>
    /// <param name="from_logits">Whether <paramref name="output"/> are logits.</param>
    public Tensor sparse_categorical_crossentropy(Tensor target, Tensor output, bool from_logits = false)
    {
        if (target.ndim == output.ndim && target.shape[^1] == 1) target = ops.squeeze(target, -1);
        return KerasApi.tf.nn.sparse_softmax_cross_entropy_with_logits(target, from_logits ? output : ops.log(ops.clip(output, Epsilon.Value, 1 - Epsilon.Value)));
    }
}
