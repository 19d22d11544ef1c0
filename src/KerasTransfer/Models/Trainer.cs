using KerasTransfer.Callbacks;
using KerasTransfer.Engines;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Models;

/// <summary>How <c>fit</c>, <c>evaluate</c> and <c>predict</c> go through the data. After keras.Model's trainer (Keras 3).</summary>
internal sealed class Trainer(Model model)
{
    private static readonly Dictionary<string, double> none = [];
    private static readonly NDArray[] noOutputs = [];

    public History Fit(ArrayBatches train, ArrayBatches? validation, int epochs, Verbose verbose, IEnumerable<Callback> callbacks, Shuffle shuffle, int initial_epoch, int? steps_per_epoch,
        int? validation_steps, ValidationFrequency validation_freq)
    {
        Compilation compiled = model.Compiled!;
        WarnAboutTrainable();
        EnsureBuilt(train);
        int steps = steps_per_epoch ?? train.Batches;
        if (train.Samples == 0) throw new ValueError("The training data are empty: there is no sample to train on.");
        CallbackList list = new(callbacks, model, verbose.Level, epochs, steps);
        model.stop_training = false;
        using Interrupt interrupt = new();

        MetricResults? results = null;
        Dictionary<NDArray[], IProgram> programs = [];                          // by the arrays of a batch, which are the same for each batch of a size
        IReadOnlyDictionary<string, double> logs = none;
        int cursor = 0;
        model.ResumedEpoch = null;
        list.on_train_begin();
        for (int epoch = model.ResumedEpoch ?? initial_epoch; epoch < epochs && !model.stop_training; epoch++)
        {
            compiled.Reset();
            list.on_epoch_begin(epoch);
            if (cursor == 0 || cursor >= train.Batches || steps_per_epoch is null)
            {
                cursor = 0;
                Reorder(train, shuffle);
            }
            for (int step = 0; step < steps; step++)
            {
                if (cursor >= train.Batches)
                {
                    Warning.Write("Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches. You may need to use the `.repeat()` function when building your dataset.");
                    break;
                }
                list.on_train_batch_begin(step);
                NDArray[] batch = train.Batch(cursor++);
                if (!programs.TryGetValue(batch, out IProgram? program)) programs[batch] = program = model.Programs.Train(train, batch);
                results ??= new MetricResults(compiled);
                program.Run(batch, noOutputs);
                results.Invalidate();
                list.on_train_batch_end(step, results);
                if (interrupt.Requested) model.stop_training = true;
                if (model.stop_training) break;
            }
            Dictionary<string, double> epochLogs = results!.ToDictionary();
            if (validation is not null && validation_freq.IsDue(epoch))
                foreach ((string name, double value) in Test(validation, list, validation_steps, results).ToDictionary()) epochLogs[$"val_{name}"] = value;
            logs = epochLogs = epochLogs.OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary();
            list.on_epoch_end(epoch, epochLogs);
        }
        compiled.Optimizer.FinalizeVariableValues(model.trainable_weights);
        list.on_train_end(logs);
        model.SetHistory(list.History);
        return list.History;
    }

    public EvaluationResult Evaluate(ArrayBatches data, Verbose verbose, IEnumerable<Callback> callbacks, int? steps)
    {
        EnsureBuilt(data);
        CallbackList list = new(callbacks, model, verbose.Level, 1, Math.Min(steps ?? int.MaxValue, data.Batches));
        return Report(Test(data, list, steps, null));
    }

    /// <summary>The results as <c>evaluate</c> lists them: in order for one output; with several, the metrics after the losses come alphabetically.</summary>
    private EvaluationResult Report(MetricResults results)
    {
        IEnumerable<string> names = results.Reported;
        if (model.Compiled!.HasOutputLosses)
        {
            int losses = 1 + model.output_names.Length;
            names = [.. names.Take(losses), .. names.Skip(losses).Order(StringComparer.Ordinal)];
        }
        return new EvaluationResult(names.Select(n => (n, results[n])));
    }

    private MetricResults Test(ArrayBatches data, CallbackList list, int? steps, MetricResults? results)
    {
        if (data.Samples == 0) throw new ValueError("The data are empty: there is no sample to evaluate.");
        Compilation compiled = model.Compiled!;
        compiled.Reset();
        results?.Invalidate();
        list.on_test_begin();
        for (int step = 0; step < data.Batches && step < (steps ?? int.MaxValue); step++)
        {
            list.on_test_batch_begin(step);
            NDArray[] batch = data.Batch(step);
            IProgram program = model.Programs.Test(data, batch);
            results ??= new MetricResults(compiled);
            program.Run(batch, noOutputs);
            results.Invalidate();
            list.on_test_batch_end(step, results);
        }
        list.on_test_end(results!);
        return results!;
    }

    public NDArray[] Predict(ArrayBatches data, Verbose verbose, IEnumerable<Callback> callbacks, int? steps)
    {
        EnsureBuilt(data);
        int batches = Math.Min(steps ?? int.MaxValue, Math.Max(1, data.Batches));
        CallbackList list = new(callbacks, model, verbose.Level, 1, batches);
        list.on_predict_begin();
        List<NDArray[]> parts = [];
        for (int step = 0; step < batches; step++)
        {
            list.on_predict_batch_begin(step);
            NDArray[] batch = data.Batch(step);
            parts.Add(model.Programs.Predict(data, batch).Run(batch));
            list.on_predict_batch_end(step, none);
        }
        list.on_predict_end();
        return parts is [var only] ? only : [.. Enumerable.Range(0, parts[0].Length).Select(i => KerasApi.np.concatenate([.. parts.Select(p => p[i])], axis: 0))];
    }

    public EvaluationResult OnBatch(Samples samples, bool training)
    {
        ArrayBatches data = samples.Batches(int.MaxValue);
        EnsureBuilt(data);
        Compilation compiled = model.Compiled!;
        NDArray[] batch = data.Batch(0);
        compiled.Reset();
        IProgram program = training ? model.Programs.Train(data, batch) : model.Programs.Test(data, batch);
        program.Run(batch, noOutputs);
        return Report(new MetricResults(compiled));
    }

    private void EnsureBuilt(ArrayBatches data)
    {
        if (!model.built) model.EnsureBuilt(data.InputShapes);
    }

    private static void Reorder(ArrayBatches data, Shuffle shuffle)
    {
        if (shuffle.Samples) data.Permute(FitShuffle.Permutation(data.Samples));
        else if (shuffle.Batches) data.Permute(FitShuffle.WithinBatches(data.Samples, data.BatchSize));
    }

    private void WarnAboutTrainable()
    {
        if (model.Programs.State?.FirstChange is { } layer)
            Warning.Write($"The layer '{layer.name}' was made {(layer.trainable ? "trainable" : "non-trainable")} after `compile()`. Training goes on with what was trainable then: call `model.compile(...)` again to take the change into account.");
    }

    /// <summary>Ctrl-C ends training after the running batch, with the model whole, instead of ending the program; a second one ends the program.</summary>
    private sealed class Interrupt : IDisposable
    {
        private readonly ConsoleCancelEventHandler handler;
        public volatile bool Requested;

        public Interrupt()
        {
            handler = (_, e) => (e.Cancel, Requested) = (!Requested, true);
            Console.CancelKeyPress += handler;
        }

        public void Dispose() => Console.CancelKeyPress -= handler;
    }
}
