using System.Runtime.CompilerServices;
using KerasTransfer.Models;

namespace KerasTransfer;

public partial class Model
{
    private Compilation? compilation;
    private Programs? programs;

    /// <summary>What the last <c>compile</c> was given, or null.</summary>
    internal Compilation? Compiled => compilation;

    /// <summary>The optimizer given to <c>compile</c>.</summary>
    /// <exception cref="ValueError">The model is not compiled.</exception>
    public Optimizer optimizer => RequireCompiled().Optimizer;

    /// <summary>Set it in a callback to end training after the running batch.</summary>
    public bool stop_training { get; set; }

    /// <summary>The history of the last <c>fit</c>.</summary>
    public History? history { get; private set; }

    /// <summary>The names of what is reported: <c>loss</c> and, once data were seen, the metrics.</summary>
    public IReadOnlyList<string> metrics_names => [.. RequireCompiled().Reported.Select(r => r.Name)];
    /// <summary>The metrics, the mean loss first.</summary>
    public IReadOnlyList<Metric> metrics => [.. RequireCompiled().Reported.Select(r => r.Metric)];

    private Compilation RequireCompiled() => compilation ?? throw new ValueError("You must call `compile()` before using the model.");

    private protected void ForgetCompiled() => programs = null;
    internal Programs Programs => LazyInitializer.EnsureInitialized(ref programs, () => new Programs(this));

    /// <summary>Says how the model is trained. What is trainable is taken note of by the first training step after it.</summary>
    /// <param name="optimizer">A name or an optimizer.</param>
    /// <param name="loss">A name, a loss or a function; for several outputs a list, or one per output name.</param>
    /// <param name="loss_weights">The share of each output's loss in the total.</param>
    /// <param name="metrics">Names, metrics or functions; for several outputs a list of lists, or lists by output name.</param>
    /// <param name="weighted_metrics">Metrics that take sample weights into account.</param>
    /// <param name="run_eagerly">Only false: steps are always compiled.</param>
    /// <param name="steps_per_execution">Only 1: a step costs nothing to start here.</param>
    /// <param name="jit_compile">Accepted as in Keras; steps are always compiled.</param>
    /// <exception cref="ValueError">A name is not known.</exception>
    [OverloadResolutionPriority(1)]                                             // new() { ["output"] = … } is a list by output, not a function
    public void compile(Optimizer? optimizer = null, LossArgument? loss = null, LossWeights? loss_weights = null, MetricsArgument? metrics = null, MetricsArgument? weighted_metrics = null,
        bool run_eagerly = false, int steps_per_execution = 1, bool jit_compile = true)
    {
        if (run_eagerly) throw new NotSupportedException("run_eagerly is not supported: a step is always compiled. To look into a step, call the model's layers on arrays: layer.Apply(array).");
        if (steps_per_execution != 1) throw new NotSupportedException("steps_per_execution other than 1 is not supported: there is no cost per step that it could save. Leave it out.");
        _ = jit_compile;
        compilation = new Compilation(optimizer ?? "rmsprop", loss, loss_weights, metrics, weighted_metrics);
        ForgetCompiled();
    }

    /// <summary>The same with another optimizer and the losses and metrics of the last <c>compile</c>.</summary>
    internal void CompileAgain(Optimizer optimizer)
    {
        Compilation last = RequireCompiled();
        compile(optimizer, last.Loss, last.LossWeights, last.Metrics, last.WeightedMetrics);
    }

    /// <summary>In a callback: training goes on with what is trainable now. The optimizer keeps its state of the weights that it trained before.</summary>
    internal void TrainableChanged()
    {
        RequireCompiled().Optimizer.Rebuild(trainable_weights);
        ForgetCompiled();
    }

    /// <summary>The same with a function of one's own as the loss: <c>loss: (y_true, y_pred) => …</c>, or the name of a local function.</summary>
    /// <inheritdoc cref="compile(Optimizer, LossArgument, LossWeights, MetricsArgument, MetricsArgument, bool, int, bool)"/>
    public void compile(Optimizer? optimizer, LossFunction loss, LossWeights? loss_weights = null, MetricsArgument? metrics = null, MetricsArgument? weighted_metrics = null,
        bool run_eagerly = false, int steps_per_execution = 1, bool jit_compile = true) =>
        compile(optimizer, (LossArgument)loss, loss_weights, metrics, weighted_metrics, run_eagerly, steps_per_execution, jit_compile);

    /// <summary>The same with functions of one's own as metrics: <c>metrics: [f, g]</c>. Beside other metrics such a function is written <c>(LossFunction)f</c>.</summary>
    /// <inheritdoc cref="compile(Optimizer, LossArgument, LossWeights, MetricsArgument, MetricsArgument, bool, int, bool)"/>
    [OverloadResolutionPriority(-1)]
    public void compile(Optimizer? optimizer, LossArgument loss, LossFunction[] metrics, LossWeights? loss_weights = null) =>
        compile(optimizer, loss, loss_weights, MetricsArgument.Create([.. metrics.Select(m => (MetricList)m)]));

    /// <summary>The same with functions of one's own as loss and metrics.</summary>
    /// <inheritdoc cref="compile(Optimizer, LossArgument, LossWeights, MetricsArgument, MetricsArgument, bool, int, bool)"/>
    [OverloadResolutionPriority(-1)]
    public void compile(Optimizer? optimizer, LossFunction loss, LossFunction[] metrics, LossWeights? loss_weights = null) => compile(optimizer, (LossArgument)loss, metrics, loss_weights);

    /// <summary>Trains the model.</summary>
    /// <param name="x">Inputs: an array whose first axis counts the samples, a list for several inputs, or arrays by input name.</param>
    /// <param name="y">Targets, likewise.</param>
    /// <param name="batch_size">Samples in a step; 32 unless given.</param>
    /// <param name="epochs">How often all samples are gone through (the number of the last epoch).</param>
    /// <param name="verbose">What is printed: 0 nothing, 1 a progress bar, 2 a line per epoch.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="validation_split">The share of samples, the last ones, kept for validation.</param>
    /// <param name="validation_data">What to validate on after each epoch: <c>(x, y)</c>, <c>(x, y, sample_weight)</c>, or <see cref="ValidationData.Batches{TBatch}"/>.</param>
    /// <param name="shuffle">Whether samples come in another order: true, false or <c>"batch"</c>.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="initial_epoch">The epoch to begin with, to go on with an earlier training.</param>
    /// <param name="steps_per_epoch">Steps that make an epoch, instead of all.</param>
    /// <param name="validation_steps">Batches of validation data used, instead of all.</param>
    /// <param name="validation_batch_size">Samples in a validation batch; as in training unless given.</param>
    /// <param name="validation_freq">Every how many epochs is validated, or after which epochs.</param>
    /// <param name="cache_features">Whether what a frozen part of the model computes is kept, so that it is computed once per sample and not in each epoch. Losses and weights are
    /// the same. It is kept in memory, up to a quarter of what is free, else in a temporary file, up to a quarter of the free space; if it is larger, it is computed in each epoch.</param>
    /// <returns>The losses and metrics of each epoch.</returns>
    /// <exception cref="ValueError">Data and model do not fit, or the model is not compiled.</exception>
    public History fit(DataArgument x, DataArgument? y = null, int? batch_size = null, int epochs = 1, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, double validation_split = 0,
        ValidationData? validation_data = null, Shuffle? shuffle = null, Dictionary<int, double>? class_weight = null, DataArgument? sample_weight = null, int initial_epoch = 0,
        int? steps_per_epoch = null, int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency? validation_freq = null, bool cache_features = true)
    {
        RequireCompiled();
        Samples train = Samples.Of(this, x, y, sample_weight);
        Samples? held = null;                                                   // back for validation, with the weights that were given, not those of classes
        if (validation_data is null && validation_split != 0) (train, held) = train.Split(validation_split);
        if (class_weight is not null) train = train.Weighted(class_weight);
        int size = batch_size ?? (steps_per_epoch is > 0 and { } steps ? Math.Max(1, (train.Count + steps - 1) / steps) : 32);
        ArrayBatches batches = Ready(train, size);
        using Batches? validation = held is not null ? Ready(held, validation_batch_size ?? size) : Validation(validation_data, validation_batch_size ?? size, validation_steps);
        using KeptFeatures? kept = cache_features ? KeptFeatures.For(this, batches, validation, epochs - initial_epoch, verbose ?? 1) : null;
        return new Trainer(this).Fit((Batches?)kept?.Train ?? batches, kept?.Validation ?? validation, epochs, verbose ?? 1, callbacks ?? [], shuffle ?? true, initial_epoch, steps_per_epoch, validation_steps,
            validation_freq ?? 1);
    }

    /// <summary>Batches of arrays for training or evaluation, once everything fits.</summary>
    private ArrayBatches Ready(Samples samples, int batch_size)
    {
        ArrayBatches batches = new(samples, batch_size);
        EnsureBuilt(batches.InputShapes);
        samples.CheckTargets(this);
        return batches;
    }

    private Batches? Validation(ValidationData? data, int batch_size, int? steps = null) => data switch
    {
        null => null,
        { Iterator: { } iterator } => new IteratorBatches(this, iterator, null, IteratorUse.Evaluate, steps),
        { Stream: { } stream } => new StreamedBatches(this, stream, null),
        { Dataset: { } dataset } => new DatasetBatches(this, dataset, null),
        { PyDataset: { } dataset } => new PyDatasetBatches(this, dataset, null, shuffle: false),
        _ => Ready(Samples.Of(this, data.X!, data.Y, data.SampleWeight), batch_size),
    };

    /// <summary>Trains the model on batches that a generator makes: an iterator method, a data set, any sequence of <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</summary>
    /// <param name="x">The batches. Each epoch goes through them from the beginning, unless <paramref name="steps_per_epoch"/> is given.</param>
    /// <param name="epochs">How often they are gone through (the number of the last epoch).</param>
    /// <param name="steps_per_epoch">Batches that make an epoch; the next epoch goes on where this one stopped. Needed where the batches never end.</param>
    /// <param name="verbose">What is printed: 0 nothing, 1 a progress bar, 2 a line per epoch.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="validation_data">What to validate on after each epoch: <c>(x, y)</c>, or <see cref="ValidationData.Batches{TBatch}"/>.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="initial_epoch">The epoch to begin with, to go on with an earlier training.</param>
    /// <param name="validation_steps">Batches of validation data used, instead of all.</param>
    /// <param name="validation_batch_size">Samples in a batch of validation arrays; 32 unless given.</param>
    /// <param name="validation_freq">Every how many epochs is validated, or after which epochs.</param>
    /// <param name="shuffle">Whether the batches of an image iterator come in another order each epoch; other batches come as they are.</param>
    /// <param name="max_queue_size">Without effect on results.</param>
    /// <param name="workers">Without effect on results: pictures are read on all processors.</param>
    /// <param name="use_multiprocessing">Without effect on results.</param>
    /// <param name="cache_features">Whether what a frozen part of the model computes of validation arrays is kept. Nothing is kept of the batches: they may be others in each epoch.</param>
    /// <returns>The losses and metrics of each epoch.</returns>
    /// <exception cref="ValueError">Data and model do not fit, or the model is not compiled.</exception>
    [OverloadResolutionPriority(-1)]
    public History fit<TBatch>(IEnumerable<TBatch> x, int epochs = 1, int? steps_per_epoch = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, ValidationData? validation_data = null,
        Dictionary<int, double>? class_weight = null, int initial_epoch = 0, int? validation_steps = null, int? validation_batch_size = null, ValidationFrequency? validation_freq = null,
        Shuffle? shuffle = null, int max_queue_size = 10, int workers = 1, bool use_multiprocessing = false, bool cache_features = true)
    {
        _ = (max_queue_size, workers, use_multiprocessing);
        RequireCompiled();
        using Batches batches = Stream(x, class_weight, IteratorUse.Fit, steps_per_epoch);
        using Batches? validation = Validation(validation_data, validation_batch_size ?? 32, validation_steps);
        using KeptFeatures? kept = cache_features ? KeptFeatures.For(this, batches, validation, epochs - initial_epoch, verbose ?? 1) : null;
        return new Trainer(this).Fit(batches, kept?.Validation ?? validation, epochs, verbose ?? 1, callbacks ?? [], shuffle ?? true, initial_epoch, steps_per_epoch, validation_steps,
            validation_freq ?? 1);
    }

    private Batches Stream<TBatch>(IEnumerable<TBatch> x, Dictionary<int, double>? class_weight, IteratorUse use, int? steps) => x switch
    {
        Preprocessing.Iterator iterator => new IteratorBatches(this, iterator, class_weight, use, steps),
        Dataset dataset when use == IteratorUse.Fit => new DatasetBatches(this, dataset, class_weight),
        _ when use == IteratorUse.Predict => new StreamedBatches(this, StreamedBatches.Of(x).Select(b => b with { Y = null, SampleWeight = null }), null),
        _ => new StreamedBatches(this, StreamedBatches.Of(x), class_weight),
    };

    /// <summary>The same with Keras 1's word for the number of epochs.</summary>
    [Obsolete("Write epochs: instead of nb_epoch:."), OverloadResolutionPriority(-1)]
    public History fit(DataArgument x, DataArgument? y = null, int? batch_size = null, int? nb_epoch = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, double validation_split = 0,
        ValidationData? validation_data = null, Shuffle? shuffle = null, Dictionary<int, double>? class_weight = null, DataArgument? sample_weight = null) =>
        fit(x, y, batch_size, nb_epoch ?? 1, verbose, callbacks, validation_split, validation_data, shuffle, class_weight, sample_weight);

    /// <summary>The loss and the metrics on some data.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="batch_size">Samples in a batch; 32 unless given.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="steps">Batches used, instead of all.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="return_dict">Whether the results are listed by name, alphabetically; by name they can be read in any case.</param>
    /// <exception cref="ValueError">Data and model do not fit, or the model is not compiled.</exception>
    public EvaluationResult evaluate(DataArgument x, DataArgument? y = null, int? batch_size = null, Verbose? verbose = null, DataArgument? sample_weight = null, int? steps = null, IEnumerable<Callback>? callbacks = null,
        bool return_dict = false)
    {
        RequireCompiled();
        return new Trainer(this).Evaluate(Ready(Samples.Of(this, x, y, sample_weight), batch_size ?? 32), verbose ?? 1, callbacks ?? [], steps).As(return_dict);
    }

    /// <summary>The loss and the metrics on batches that a generator makes.</summary>
    /// <param name="x">The batches: <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    /// <param name="steps">Batches used, instead of all. Needed where they never end.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="return_dict">Whether the results are listed by name, alphabetically.</param>
    /// <exception cref="ValueError">Data and model do not fit, or the model is not compiled.</exception>
    [OverloadResolutionPriority(-1)]
    public EvaluationResult evaluate<TBatch>(IEnumerable<TBatch> x, int? steps = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, bool return_dict = false)
    {
        RequireCompiled();
        return new Trainer(this).Evaluate(Stream(x, null, IteratorUse.Evaluate, steps), verbose ?? 1, callbacks ?? [], steps).As(return_dict);
    }

    /// <summary>The outputs for some inputs. It may be called from several threads at once.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batch_size">Samples in a batch; 32 unless given.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="steps">Batches used, instead of all.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <exception cref="ValueError">Data and model do not fit, or the model has several outputs.</exception>
    public NDArray predict(DataArgument x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null) =>
        Only(predict_outputs(x, batch_size, verbose, steps, callbacks));

    private NDArray Only(NDArray[] outputs) => outputs is [var one] ? one : throw new ValueError($"The model {name} has {outputs.Length} outputs. Use predict_outputs, which gives an array of each.");

    /// <summary>The same for a model with several outputs.</summary>
    /// <inheritdoc cref="predict(DataArgument, int?, Verbose?, int?, IEnumerable{Callback})"/>
    public NDArray[] predict_outputs(DataArgument x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null) =>
        new Trainer(this).Predict(new ArrayBatches(Samples.Of(this, x, null, null), batch_size ?? 32), verbose ?? 1, callbacks ?? [], steps);

    /// <summary>The outputs for batches that a generator makes.</summary>
    /// <param name="x">The batches: arrays, or pairs of which the second part is not used.</param>
    /// <param name="steps">Batches used, instead of all. Needed where they never end.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <exception cref="ValueError">Data and model do not fit, or the model has several outputs.</exception>
    [OverloadResolutionPriority(-1)]
    public NDArray predict<TBatch>(IEnumerable<TBatch> x, int? steps = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null) => Only(predict_outputs(x, steps, verbose, callbacks));

    /// <summary>The same for a model with several outputs.</summary>
    /// <inheritdoc cref="predict{TBatch}(IEnumerable{TBatch}, int?, Verbose?, IEnumerable{Callback})"/>
    [OverloadResolutionPriority(-1)]
    public NDArray[] predict_outputs<TBatch>(IEnumerable<TBatch> x, int? steps = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null) =>
        new Trainer(this).Predict(Stream(x, null, IteratorUse.Predict, steps), verbose ?? 1, callbacks ?? [], steps);

    /// <summary>The outputs for one batch.</summary>
    public NDArray predict_on_batch(DataArgument x) => predict(x, batch_size: int.MaxValue, verbose: 0);

    /// <summary>One step on one batch; the loss and the metrics of that batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="return_dict">Whether the results are listed by name, alphabetically.</param>
    public EvaluationResult train_on_batch(DataArgument x, DataArgument? y = null, DataArgument? sample_weight = null, Dictionary<int, double>? class_weight = null, bool return_dict = false)
    {
        RequireCompiled();
        Samples samples = Samples.Of(this, x, y, sample_weight);
        return new Trainer(this).OnBatch(Ready(class_weight is null ? samples : samples.Weighted(class_weight), int.MaxValue), training: true).As(return_dict);
    }

    /// <summary>The loss and the metrics of one batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="return_dict">Whether the results are listed by name, alphabetically.</param>
    public EvaluationResult test_on_batch(DataArgument x, DataArgument? y = null, DataArgument? sample_weight = null, bool return_dict = false)
    {
        RequireCompiled();
        return new Trainer(this).OnBatch(Ready(Samples.Of(this, x, y, sample_weight), int.MaxValue), training: false).As(return_dict);
    }

    /// <summary>Starts the metrics again.</summary>
    public void reset_metrics() => RequireCompiled().Reset();

    internal void SetHistory(History history) => this.history = history;
}
