using KerasTransfer.Callbacks;
using KerasTransfer.Engines;
using KerasTransfer.Graph;

namespace KerasTransfer.Models;

/// <summary>How <c>fit</c>, <c>evaluate</c> and <c>predict</c> go through the data. After keras.Model's trainer (Keras 3).</summary>
internal sealed class Trainer(Model model)
{
    private static readonly Dictionary<string, double> none = [];
    private static readonly NDArray[] noOutputs = [];

    public History Fit(Batches train, Batches? validation, int epochs, Verbose verbose, IEnumerable<Callback> callbacks, Shuffle shuffle, int initial_epoch, int? steps_per_epoch,
        int? validation_steps, ValidationFrequency validation_freq)
    {
        Compilation compiled = model.Compiled!;
        if (steps_per_epoch < 1) throw new ValueError($"steps_per_epoch must be at least 1. Received: {steps_per_epoch}");
        if (validation_steps < 1) throw new ValueError($"validation_steps must be at least 1. Received: {validation_steps}");
        if (train.Samples == 0) throw new ValueError("The training data are empty: there is no sample to train on.");
        WarnAboutTrainable();
        model.EnsureBuilt(train.InputShapes);
        CallbackList list = new(callbacks, model, verbose.Level, epochs, steps_per_epoch ?? train.Count);
        model.stop_training = false;
        using Interrupt interrupt = new();

        MetricResults? results = null;
        Dictionary<NDArray[], IProgram> programs = [];                          // by the arrays of a batch, which are the same for each batch of a size
        Programs? steps = null;
        IReadOnlyDictionary<string, double> logs = none;
        bool ended = true;
        int seen = 0;
        model.ResumedEpoch = null;
        list.on_train_begin();
        for (int epoch = model.ResumedEpoch ?? initial_epoch; epoch < epochs && !model.stop_training; epoch++)
        {
            compiled.Reset();
            results?.Invalidate();
            list.on_epoch_begin(epoch);
            if (!ReferenceEquals(steps, model.Programs))                        // a callback may have made other layers trainable
            {
                programs.Clear();
                steps = model.Programs;
            }
            if (ended || steps_per_epoch is null || train.EachEpochAnew) (seen, ended) = (Begin(train, shuffle), false);
            train.EpochBegins();
            for (int step = 0; steps_per_epoch is null || step < steps_per_epoch; step++)
            {
                NDArray[]? batch = seen >= train.Count ? null : train.Next();
                if (batch is null)
                {
                    ended = true;
                    if (steps_per_epoch is not null || seen < train.Count) WarnAboutEnd();
                    break;
                }
                seen++;
                list.on_train_batch_begin(step);
                if (!programs.TryGetValue(batch, out IProgram? program))
                {
                    program = train.ProgramFor(batch) ?? steps.Train(train, batch);
                    if (train.KeepsArrays) programs[batch] = program;
                }
                results ??= new MetricResults(compiled);
                program.Run(batch, noOutputs);
                results.Invalidate();
                list.on_train_batch_end(step, results);
                if (interrupt.Requested) model.stop_training = true;
                if (model.stop_training) break;
            }
            if (!model.stop_training)
            {
                if (seen >= train.Count) (seen, ended) = (0, !train.AllTaken());
                train.End();
            }
            Dictionary<string, double> epochLogs = results!.ToDictionary();
            if (validation is not null && validation_freq.IsDue(epoch))
                foreach ((string name, double value) in Test(validation, list, validation_steps, results).ToDictionary()) epochLogs[$"val_{name}"] = value;
            if (interrupt.Requested) model.stop_training = true;
            logs = epochLogs = epochLogs.OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary();
            list.on_epoch_end(epoch, epochLogs);
        }
        compiled.Optimizer.FinalizeVariableValues(model.trainable_weights);
        list.on_train_end(logs);
        model.SetHistory(list.History);
        return list.History;
    }

    private static void WarnAboutEnd() =>
        Warning.Write("Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches. You may need to use the `.repeat()` function when building your dataset.");

    private static int Begin(Batches data, Shuffle shuffle)
    {
        data.Begin(shuffle);
        return 0;
    }

    public EvaluationResult Evaluate(Batches data, Verbose verbose, IEnumerable<Callback> callbacks, int? steps)
    {
        if (steps < 1) throw new ValueError($"steps must be at least 1. Received: {steps}");
        if (data.Samples == 0) throw new ValueError("The data are empty: there is no sample to evaluate.");
        model.EnsureBuilt(data.InputShapes);
        CallbackList list = new(callbacks, model, verbose.Level, 1, Least(steps, data.Count));
        return Report(Test(data, list, steps, null));
    }

    private static int? Least(int? a, int? b) => a is { } x && b is { } y ? Math.Min(x, y) : a ?? b;

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

    private MetricResults Test(Batches data, CallbackList list, int? steps, MetricResults? results)
    {
        Compilation compiled = model.Compiled!;
        compiled.Reset();
        results?.Invalidate();
        list.on_test_begin();
        data.Begin(false);
        data.EpochBegins();
        int seen = 0;
        for (int step = 0; step < (steps ?? int.MaxValue) && !(seen >= data.Count) && data.Next() is { } batch; step++, seen++)
        {
            list.on_test_batch_begin(step);
            IProgram program = data.ProgramFor(batch) ?? model.Programs.Test(data, batch);
            results ??= new MetricResults(compiled);
            program.Run(batch, noOutputs);
            results.Invalidate();
            list.on_test_batch_end(step, results);
        }
        End(data, seen, steps);
        if (results is null) throw new ValueError("The data gave no batch: there is nothing to evaluate.");
        list.on_test_end(results);
        return results;
    }

    private static void End(Batches data, int seen, int? steps)
    {
        if (seen < steps || seen < data.Count && steps is null) WarnAboutEnd();
        if (seen >= data.Count) data.AllTaken();
        data.End();
    }

    public NDArray[] Predict(Batches data, Verbose verbose, IEnumerable<Callback> callbacks, int? steps)
    {
        if (steps < 1) throw new ValueError($"steps must be at least 1. Received: {steps}");
        if (data.Samples == 0) throw new ValueError("The data are empty: there is no sample to predict for.");
        model.EnsureBuilt(data.InputShapes);
        CallbackList list = new(callbacks, model, verbose.Level, 1, Least(steps, data.Count));
        list.on_predict_begin();
        List<NDArray[]> parts = [];
        NDArray[]? whole = null;                                                // where the number of samples is known, results go to their place at once
        data.Begin(false);
        data.EpochBegins();
        int seen = 0;
        for (int step = 0, done = 0; step < (steps ?? int.MaxValue) && !(seen >= data.Count) && data.Next() is { } batch; step++, seen++)
        {
            list.on_predict_batch_begin(step);
            int count = batch[0].shape[0];
            NDArray[] outputs = model.Programs.Predict(data, batch).Run(batch);
            if (step == 0 && steps is null && data.Count > 1 && data.Samples is { } samples && outputs.All(o => o.ndim > 0 && o.shape[0] == count))
                whole = [.. outputs.Select(o => NDArray.Uninitialized(o.shape.With(0, samples), o.dtype))];
            if (whole is null) parts.Add(outputs);
            else
                for (int i = 0; i < whole.Length; i++) Pinned.Copy(outputs[i], whole[i][done..(done + count)]);
            done += count;
            list.on_predict_batch_end(step, none);
        }
        End(data, seen, steps);
        list.on_predict_end();
        return whole ?? (parts is [var only] ? only : [.. Enumerable.Range(0, parts[0].Length).Select(i => KerasApi.np.concatenate([.. parts.Select(p => p[i])], axis: 0))]);
    }

    public EvaluationResult OnBatch(Batches data, bool training)
    {
        if (data.Samples == 0) throw new ValueError("The batch is empty: there is no sample in it.");
        model.EnsureBuilt(data.InputShapes);
        Compilation compiled = model.Compiled!;
        data.Begin(false);
        NDArray[] batch = data.Next()!;
        compiled.Reset();
        IProgram program = training ? model.Programs.Train(data, batch) : model.Programs.Test(data, batch);
        program.Run(batch, noOutputs);
        return Report(new MetricResults(compiled));
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
