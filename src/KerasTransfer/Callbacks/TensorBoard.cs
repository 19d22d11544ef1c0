using System.Diagnostics;

namespace KerasTransfer.Callbacks;

/// <summary>Writes event files that TensorBoard shows: losses, metrics and learning rate, weights' distributions, the model's graph. After keras.callbacks.TensorBoard.</summary>
/// <param name="log_dir">The folder; files are in <c>train</c> and <c>validation</c> below it.</param>
/// <param name="histogram_freq">After every so many epochs the weights' distributions are written; 0 for never.</param>
/// <param name="write_graph">Whether the graph of layers is written.</param>
/// <param name="write_images">Whether kernels and biases are drawn wherever their distributions are written: up to three pictures of each, values 0 to 1 from black to white.</param>
/// <param name="write_steps_per_second">Whether the speed is written.</param>
/// <param name="update_freq"><c>"epoch"</c>, <c>"batch"</c>, or after how many batches values are written beside those of epochs; null for <c>"epoch"</c>.</param>
/// <param name="profile_batch">Only 0.</param>
/// <param name="embeddings_freq">Only 0.</param>
/// <param name="embeddings_metadata">Has no effect without <paramref name="embeddings_freq"/>.</param>
/// <param name="batch_size">Keras 1's; has no effect, as in Keras 2.</param>
/// <param name="write_grads">Keras 1's; has no effect, as in Keras 2.</param>
/// <param name="embeddings_layer_names">Keras 1's; has no effect, as in Keras 2.</param>
/// <param name="embeddings_data">Keras 1's; has no effect, as in Keras 2.</param>
public sealed class TensorBoard(string log_dir = "logs", int histogram_freq = 0, bool write_graph = true, bool write_images = false, bool write_steps_per_second = false, UpdateFrequency? update_freq = null,
    int profile_batch = 0, int embeddings_freq = 0, object? embeddings_metadata = null, int? batch_size = null, bool write_grads = false, string[]? embeddings_layer_names = null, object? embeddings_data = null) : Callback
{
    internal string Ignored { get; } = Warned((batch_size is not null, nameof(batch_size)), (write_grads, nameof(write_grads)), (embeddings_layer_names is not null, nameof(embeddings_layer_names)),
        (embeddings_data is not null, nameof(embeddings_data)), (embeddings_metadata is not null, nameof(embeddings_metadata)));
    private readonly string folder = profile_batch != 0 ? throw new NotSupportedException("TensorBoard: profile_batch is not supported, for there is no TensorFlow to profile. Leave it out; write_steps_per_second: true shows the speed.")
        : embeddings_freq != 0 ? throw new NotSupportedException("TensorBoard: embeddings_freq is not supported. Leave it out, and save the embedding's get_weights() with np.savetxt for the projector.")
        : log_dir;
    private readonly int every = (update_freq ?? default).Batches;
    private EventFile? train, validation;
    private int trainBatch;
    private bool isInFit;
    private long batchStart, epochStart, epochIterations;

    private static string Warned(params (bool Given, string Name)[] arguments)
    {
        string names = string.Join(", ", arguments.Where(a => a.Given).Select(a => $"`{a.Name}`"));
        if (names.Length > 0) Warning.Write($"TensorBoard: {names} will be ignored, as in Keras 2. Leave it out.");
        return names;
    }

    private EventFile Train => train ??= new EventFile(Path.Combine(folder, "train"));
    private EventFile Validation => validation ??= new EventFile(Path.Combine(folder, "validation"));
    private long Iterations => model.optimizer.iterations.Value.item<long>();

    internal override void Attach(Model model, IReadOnlyDictionary<string, object?> @params)
    {
        base.Attach(model, @params);
        Close();
    }

    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs)
    {
        (trainBatch, isInFit) = (0, true);
        if (write_graph && model is Sequential or { Graph: not null }) Train.KerasModel("keras", model.to_json(), 0);
    }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs) => (epochStart, epochIterations) = (Stopwatch.GetTimestamp(), Iterations);

    /// <inheritdoc/>
    public override void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs)
    {
        trainBatch++;
        batchStart = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
    {
        if (every == 0 || trainBatch % every != 0) return;
        if (write_steps_per_second) Train.Scalar("batch_steps_per_second", 1 / Stopwatch.GetElapsedTime(batchStart).TotalSeconds, trainBatch);
        foreach ((string name, double value) in logs) Train.Scalar("batch_" + name, value, trainBatch);
    }

    /// <inheritdoc/>
    public override void on_test_end(IReadOnlyDictionary<string, double> logs)
    {
        foreach ((string name, double value) in logs) Validation.Scalar($"evaluation_{name}_vs_iterations", value, Iterations);
        if (isInFit) validation?.Flush();
        else Close();
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        foreach ((string name, double value) in logs)
            if (name.StartsWith("val_", StringComparison.Ordinal)) Validation.Scalar("epoch_" + name[4..], value, epoch);
            else Train.Scalar("epoch_" + name, value, epoch);
        if (!logs.ContainsKey("learning_rate")) Train.Scalar("epoch_learning_rate", model.optimizer.learning_rate, epoch);
        if (write_steps_per_second) Train.Scalar("epoch_steps_per_second", (Iterations - epochIterations) / Stopwatch.GetElapsedTime(epochStart).TotalSeconds, epoch);
        if (histogram_freq > 0 && epoch % histogram_freq == 0)
            foreach (Variable weight in model.layers.SelectMany(l => l.weights))
            {
                string tag = weight.path.Replace(':', '_');
                NDArray values = weight.numpy();
                Train.Histogram(tag + "/histogram", values.astype(DType.float64).AsSpan<double>(), epoch);
                if (write_images && WeightPictures.Of(values) is { } pictures) Train.Images(tag + "/image", pictures.Rows, pictures.Columns, pictures.Files, epoch);
            }
        Train.Flush();
        validation?.Flush();
    }

    /// <inheritdoc/>
    public override void on_train_end(IReadOnlyDictionary<string, double> logs) => Close();

    private void Close()
    {
        train?.Dispose();
        validation?.Dispose();
        (train, validation, isInFit) = (null, null, false);
    }
}
