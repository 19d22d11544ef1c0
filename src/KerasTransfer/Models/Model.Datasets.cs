using System.Runtime.CompilerServices;
using KerasTransfer.Models;

namespace KerasTransfer;

// Training, evaluation and prediction on datasets.
public partial class Model
{
    /// <summary>Trains the model on a dataset of batches <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</summary>
    /// <param name="x">The dataset.</param>
    /// <param name="y">Not to be given: targets are part of the dataset.</param>
    /// <param name="batch_size">Not to be given: the dataset has batches.</param>
    /// <param name="epochs">How often it is gone through (the number of the last epoch).</param>
    /// <param name="verbose">What is printed: 0 nothing, 1 a progress bar, 2 a line per epoch.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="validation_split">Not to be given: use <c>take</c> and <c>skip</c>.</param>
    /// <param name="validation_data">What to validate on after each epoch: arrays or a dataset.</param>
    /// <param name="shuffle">Not to be given: use the dataset's own <c>shuffle</c>.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="sample_weight">Not to be given: weights are part of the dataset.</param>
    /// <param name="initial_epoch">The epoch to begin with, to go on with an earlier training.</param>
    /// <param name="steps_per_epoch">Batches that make an epoch; the next epoch goes on where this one stopped. Needed where the dataset never ends.</param>
    /// <param name="validation_steps">Batches of validation data used, instead of all.</param>
    /// <param name="validation_batch_size">Samples in a batch of validation arrays; 32 unless given.</param>
    /// <param name="validation_freq">Every how many epochs is validated, or after which epochs.</param>
    /// <param name="cache_features">Whether what a frozen part of the model computes of validation arrays is kept. Nothing is kept of the dataset: it may give other samples in each pass.</param>
    /// <returns>The losses and metrics of each epoch.</returns>
    /// <exception cref="ValueError">Data and model do not fit, the model is not compiled, or something is given that a dataset has itself.</exception>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public History fit(Dataset x, DataArgument? y = null, int? batch_size = null, int epochs = 1, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, double validation_split = 0,
        ValidationData? validation_data = null, Shuffle? shuffle = null, Dictionary<int, double>? class_weight = null, DataArgument? sample_weight = null, int initial_epoch = 0,
        int? steps_per_epoch = null, int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency? validation_freq = null, bool cache_features = true)
    {
        RefuseWithDataset("tf.data.Dataset", y, sample_weight, batch_size, validation_split);
        if (shuffle is { Kind: not 0 })
            Warning.Write("`shuffle=True` was passed, but will be ignored since the data `x` was provided as a tf.data.Dataset. The Dataset is expected to already be shuffled (via `.shuffle(buffer_size)`).");
        RequireCompiled();
        if (steps_per_epoch is null && x.cardinality() == Dataset.INFINITE)
            throw new ValueError("When passing an infinitely repeating dataset, please specify a `steps_per_epoch` value so that epoch level callbacks continue to work: the dataset has no end, so an epoch would have none.");
        using DatasetBatches batches = new(this, x, class_weight);
        return FitStream(batches, epochs, verbose, callbacks, validation_data, false, initial_epoch, steps_per_epoch, validation_steps, validation_batch_size, validation_freq, cache_features);
    }

    /// <summary>Trains the model on batches by number.</summary>
    /// <param name="x">The batches.</param>
    /// <param name="shuffle">Whether they come in another order in each epoch; true unless given.</param>
    /// <inheritdoc cref="fit(Dataset, DataArgument, int?, int, Verbose?, IEnumerable{Callback}, double, ValidationData, Shuffle?, Dictionary{int, double}, DataArgument, int, int?, int?, int?, ValidationFrequency, bool)"/>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public History fit(PyDataset x, DataArgument? y = null, int? batch_size = null, int epochs = 1, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, double validation_split = 0,
        ValidationData? validation_data = null, Shuffle? shuffle = null, Dictionary<int, double>? class_weight = null, DataArgument? sample_weight = null, int initial_epoch = 0,
        int? steps_per_epoch = null, int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency? validation_freq = null, bool cache_features = true)
    {
        RefuseWithDataset("keras.utils.PyDataset", y, sample_weight, batch_size, validation_split);
        RequireCompiled();
        using PyDatasetBatches batches = new(this, x, class_weight, (shuffle ?? true).Kind != 0);
        return FitStream(batches, epochs, verbose, callbacks, validation_data, true, initial_epoch, steps_per_epoch, validation_steps, validation_batch_size, validation_freq, cache_features);
    }

    private History FitStream(DatasetBatches batches, int epochs, Verbose? verbose, IEnumerable<Callback>? callbacks, ValidationData? validation_data, Shuffle shuffle, int initial_epoch, int? steps_per_epoch,
        int? validation_steps, int? validation_batch_size, ValidationFrequency? validation_freq, bool cache_features)
    {
        EnsureBuilt(batches.InputShapes);
        batches.CheckTargets();
        using Batches? validation = Validation(validation_data, validation_batch_size ?? 32, validation_steps);
        using KeptFeatures? kept = cache_features ? KeptFeatures.For(this, batches, validation, epochs - initial_epoch, verbose ?? 1) : null;
        return new Trainer(this).Fit(batches, kept?.Validation ?? validation, epochs, verbose ?? 1, callbacks ?? [], shuffle, initial_epoch, steps_per_epoch, validation_steps, validation_freq ?? 1);
    }

    private static void RefuseWithDataset(string kind, DataArgument? y, DataArgument? sample_weight, int? batch_size, double validation_split = 0)
    {
        if (y is not null) throw new ValueError($"When providing `x` as a {kind}, `y` should not be passed. Instead, the targets should be included as part of the {kind}.");
        if (sample_weight is not null) throw new ValueError($"When providing `x` as a {kind}, `sample_weight` should not be passed. Instead, sample weights should be included as part of the {kind}.");
        if (batch_size is not null) throw new ValueError($"When providing `x` as a {kind}, `batch_size` should not be passed: its elements are batches already, so that it would have no effect. Choose the size there: ds.batch({batch_size}).");
        if (validation_split != 0)
            throw new ValueError($"Argument `validation_split` is only supported for tensors or NumPy arrays. Found incompatible type in the input: {kind}. Cut the data yourself: validation_data: ds.take(n), and train on ds.skip(n).");
    }

    /// <summary>The loss and the metrics on a dataset of batches.</summary>
    /// <param name="x">Batches <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    /// <param name="y">Not to be given: targets are part of the dataset.</param>
    /// <param name="batch_size">Not to be given: the dataset has batches.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="sample_weight">Not to be given: weights are part of the dataset.</param>
    /// <param name="steps">Batches used, instead of all. Needed where the dataset never ends.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="return_dict">Whether the results are listed by name, alphabetically.</param>
    /// <exception cref="ValueError">Data and model do not fit, or the model is not compiled.</exception>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public EvaluationResult evaluate(Dataset x, DataArgument? y = null, int? batch_size = null, Verbose? verbose = null, DataArgument? sample_weight = null, int? steps = null,
        IEnumerable<Callback>? callbacks = null, bool return_dict = false)
    {
        RefuseWithDataset("tf.data.Dataset", y, sample_weight, batch_size);
        RequireCompiled();
        RequireEnd(x, steps);
        using DatasetBatches batches = new(this, x, null);
        EnsureBuilt(batches.InputShapes);
        batches.CheckTargets();
        return new Trainer(this).Evaluate(batches, verbose ?? 1, callbacks ?? [], steps).As(return_dict);
    }

    /// <summary>The loss and the metrics on batches by number.</summary>
    /// <inheritdoc cref="evaluate(Dataset, DataArgument, int?, Verbose?, DataArgument, int?, IEnumerable{Callback}, bool)"/>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public EvaluationResult evaluate(PyDataset x, DataArgument? y = null, int? batch_size = null, Verbose? verbose = null, DataArgument? sample_weight = null, int? steps = null,
        IEnumerable<Callback>? callbacks = null, bool return_dict = false)
    {
        RefuseWithDataset("keras.utils.PyDataset", y, sample_weight, batch_size);
        RequireCompiled();
        using PyDatasetBatches batches = new(this, x, null, shuffle: false);
        EnsureBuilt(batches.InputShapes);
        batches.CheckTargets();
        return new Trainer(this).Evaluate(batches, verbose ?? 1, callbacks ?? [], steps).As(return_dict);
    }

    /// <summary>The outputs for a dataset of batches.</summary>
    /// <param name="x">Batches <c>x</c>, or <c>(x, y)</c>, of which the targets are not used.</param>
    /// <param name="batch_size">Not to be given: the dataset has batches.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="steps">Batches used, instead of all. Needed where the dataset never ends.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <exception cref="ValueError">Data and model do not fit, or the model has several outputs.</exception>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public NDArray predict(Dataset x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null) => Only(predict_outputs(x, batch_size, verbose, steps, callbacks));

    /// <summary>The same for a model with several outputs.</summary>
    /// <inheritdoc cref="predict(Dataset, int?, Verbose?, int?, IEnumerable{Callback})"/>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public NDArray[] predict_outputs(Dataset x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null)
    {
        RefuseWithDataset("tf.data.Dataset", null, null, batch_size);
        RequireEnd(x, steps);
        using DatasetBatches batches = new(this, x, null, inputsOnly: true);
        return new Trainer(this).Predict(batches, verbose ?? 1, callbacks ?? [], steps);
    }

    /// <summary>The outputs for batches by number.</summary>
    /// <inheritdoc cref="predict(Dataset, int?, Verbose?, int?, IEnumerable{Callback})"/>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public NDArray predict(PyDataset x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null) => Only(predict_outputs(x, batch_size, verbose, steps, callbacks));

    /// <summary>The same for a model with several outputs.</summary>
    /// <inheritdoc cref="predict(Dataset, int?, Verbose?, int?, IEnumerable{Callback})"/>
    [OverloadResolutionPriority(-1)]                                            // new() { … } is arrays by name
    public NDArray[] predict_outputs(PyDataset x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null)
    {
        RefuseWithDataset("keras.utils.PyDataset", null, null, batch_size);
        using PyDatasetBatches batches = new(this, x, null, shuffle: false, inputsOnly: true);
        return new Trainer(this).Predict(batches, verbose ?? 1, callbacks ?? [], steps);
    }

    private static void RequireEnd(Dataset x, int? steps)
    {
        if (steps is null && x.cardinality() == Dataset.INFINITE) throw new ValueError("The dataset never ends (it has .repeat() without a number): say how many batches to use, steps: n, or take them, ds.take(n).");
    }
}
