namespace KerasTransfer;

// What scripts for Keras 1 and 2 call and Keras 3 has no more.
public partial class Model
{
    /// <summary>A functional model in the words of Keras 1.</summary>
    /// <param name="input">Symbolic inputs, one or a list.</param>
    /// <param name="output">Symbolic outputs, one or a list.</param>
    /// <param name="name">The name; null for an automatic one.</param>
    [Obsolete("Write inputs: and outputs:."), System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public Model(KerasTensors input, KerasTensors output, string? name = null) : this(input, output, name, true) { }

    /// <summary>Keras 2's <c>fit_generator</c>.</summary>
    /// <param name="generator">Batches <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    /// <param name="steps_per_epoch">Batches that make an epoch; the next epoch goes on where this one stopped.</param>
    /// <param name="epochs">The number of the last epoch.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="validation_data">What to validate on after each epoch.</param>
    /// <param name="validation_steps">Batches of validation data used, instead of all.</param>
    /// <param name="validation_freq">Every how many epochs is validated, or after which epochs.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="max_queue_size">Without effect on results: each batch is made when it is needed.</param>
    /// <param name="workers">Without effect on results: batches are made one after the other.</param>
    /// <param name="use_multiprocessing">Without effect on results.</param>
    /// <param name="initial_epoch">The epoch to begin with.</param>
    /// <param name="shuffle">Whether the batches of an image iterator come in another order each epoch; other batches come as they are.</param>
    [Obsolete("Write fit: it takes generators.")]
    public History fit_generator<TBatch>(IEnumerable<TBatch> generator, int? steps_per_epoch = null, int epochs = 1, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null,
        ValidationData? validation_data = null, int? validation_steps = null, ValidationFrequency? validation_freq = null, Dictionary<int, double>? class_weight = null, int max_queue_size = 10,
        int workers = 1, bool use_multiprocessing = false, int initial_epoch = 0, Shuffle? shuffle = null)
    {
        _ = (max_queue_size, workers, use_multiprocessing);
        return fit(generator, epochs, steps_per_epoch, verbose, callbacks, validation_data, class_weight, initial_epoch, validation_steps, validation_freq: validation_freq, shuffle: shuffle);
    }

    /// <summary>Keras 2's <c>evaluate_generator</c>.</summary>
    /// <param name="generator">Batches <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    /// <param name="steps">Batches used, instead of all.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="max_queue_size">Without effect on results.</param>
    /// <param name="workers">Without effect on results.</param>
    /// <param name="use_multiprocessing">Without effect on results.</param>
    /// <param name="verbose">What is printed; nothing unless given.</param>
    [Obsolete("Write evaluate: it takes generators.")]
    public EvaluationResult evaluate_generator<TBatch>(IEnumerable<TBatch> generator, int? steps = null, IEnumerable<Callback>? callbacks = null, int max_queue_size = 10, int workers = 1,
        bool use_multiprocessing = false, Verbose? verbose = null)
    {
        _ = (max_queue_size, workers, use_multiprocessing);
        return evaluate(generator, steps, verbose ?? 0, callbacks);
    }

    /// <summary>Keras 2's <c>predict_generator</c>.</summary>
    /// <param name="generator">Batches of inputs, or pairs of which the second part is not used.</param>
    /// <param name="steps">Batches used, instead of all.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="max_queue_size">Without effect on results.</param>
    /// <param name="workers">Without effect on results.</param>
    /// <param name="use_multiprocessing">Without effect on results.</param>
    /// <param name="verbose">What is printed; nothing unless given.</param>
    [Obsolete("Write predict: it takes generators.")]
    public NDArray predict_generator<TBatch>(IEnumerable<TBatch> generator, int? steps = null, IEnumerable<Callback>? callbacks = null, int max_queue_size = 10, int workers = 1,
        bool use_multiprocessing = false, Verbose? verbose = null)
    {
        _ = (max_queue_size, workers, use_multiprocessing);
        return predict(generator, steps, verbose ?? 0, callbacks);
    }

    /// <summary>Keras 2's <c>predict_classes</c>: the class with the largest output; with one output, whether it is above one half.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batch_size">Samples in a batch; 32 unless given.</param>
    /// <param name="verbose">What is printed; nothing unless given.</param>
    /// <returns>Class numbers as int64, or 0 and 1 as int32 in the shape of the output.</returns>
    [Obsolete("Write np.argmax(model.predict(x), axis: -1), or (model.predict(x) > 0.5).astype(\"int32\") with one output.")]
    public NDArray predict_classes(DataArgument x, int? batch_size = null, Verbose? verbose = null)
    {
        NDArray outputs = predict(x, batch_size, verbose ?? 0);
        return outputs.shape[^1] > 1 ? KerasApi.np.argmax(outputs, axis: -1) : (outputs > 0.5).astype(DType.int32);
    }

    /// <summary>Keras 2's <c>predict_proba</c>, another name of <c>predict</c>.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batch_size">Samples in a batch; 32 unless given.</param>
    /// <param name="verbose">What is printed; nothing unless given.</param>
    [Obsolete("Write predict.")]
    public NDArray predict_proba(DataArgument x, int? batch_size = null, Verbose? verbose = null) => predict(x, batch_size, verbose ?? 0);
}

public sealed partial class Keras
{
    /// <summary>A functional model in the words of Keras 1.</summary>
    /// <param name="input">Symbolic inputs, one or a list.</param>
    /// <param name="output">Symbolic outputs, one or a list.</param>
    /// <param name="name">The name; null for an automatic one.</param>
    [Obsolete("Write inputs: and outputs:."), System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public Model Model(KerasTensors input, KerasTensors output, string? name = null) => new(input, output, name, true);
}

public sealed partial class ModelsApi
{
    /// <inheritdoc cref="Keras.Model(KerasTensors, KerasTensors, string)"/>
    [Obsolete("Write inputs: and outputs:."), System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public Model Model(KerasTensors input, KerasTensors output, string? name = null) => new(input, output, name, true);
}
