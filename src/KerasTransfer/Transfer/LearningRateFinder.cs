using System.Runtime.CompilerServices;
using KerasTransfer.Transfer;

namespace KerasTransfer.Transfer
{
    /// <summary>
    /// A range test: the learning rate rises from step to step until the loss goes up, and the rate at which the loss fell fastest is suggested. Weights, optimizer and metrics are as before
    /// afterwards. Smith 2017, https://arxiv.org/abs/1506.01186, section 3.3; the rule of the steepest fall is the one of Howard and Gugger 2020, https://arxiv.org/abs/2002.04688.
    /// </summary>
    /// <param name="min_learning_rate">The first rate.</param>
    /// <param name="max_learning_rate">The last rate, if the loss lets it come so far.</param>
    /// <param name="steps">Steps from the first to the last rate; each rate is the one before times the same factor.</param>
    /// <param name="smoothing">How much of the average of the losses stays at each step.</param>
    /// <param name="stop_factor">The test ends when the averaged loss is so many times the lowest.</param>
    public sealed class LearningRateFinder(double min_learning_rate = 1e-7, double max_learning_rate = 10, int steps = 100, double smoothing = 0.9, double stop_factor = 4)
    {
        private readonly double first = min_learning_rate > 0 && max_learning_rate > min_learning_rate ? min_learning_rate
            : throw new ValueError($"LearningRateFinder: rates must be above 0, the last above the first. Received: min_learning_rate={Saving.ConfigJson.Number(min_learning_rate)}, max_learning_rate={Saving.ConfigJson.Number(max_learning_rate)}");
        private readonly int count = steps >= 10 ? steps : throw new ValueError($"LearningRateFinder: fewer than 10 steps tell nothing. Received: steps={steps}");
        private readonly double stays = smoothing is >= 0 and < 1 ? smoothing : throw new ValueError($"LearningRateFinder: smoothing must lie between 0 and 1. Received: {Saving.ConfigJson.Number(smoothing)}");
        private readonly double end = stop_factor > 1 ? stop_factor : throw new ValueError($"LearningRateFinder: stop_factor must be above 1. Received: {Saving.ConfigJson.Number(stop_factor)}");
        private readonly List<double> rates = [], averages = [];

        /// <summary>The rates of the last test.</summary>
        public IReadOnlyList<double> learning_rates => rates;
        /// <summary>The averaged losses at these rates.</summary>
        public IReadOnlyList<double> losses => averages;

        /// <summary>The rate at which the loss fell fastest: where the averaged loss, on its way down to its lowest, has the steepest slope over the logarithm of the rate.</summary>
        /// <exception cref="ValueError">There was no test, or it ended at once.</exception>
        public double suggestion
        {
            get
            {
                if (averages.Count < 4) throw new ValueError($"LearningRateFinder: there are {averages.Count} losses, too few to see a slope. Call find first; if you have, begin with a lower min_learning_rate.");
                // Differences over two steps, of equally spaced logarithms. The first averages are of few losses and go up and down with the batches.
                int settled = Math.Max(1, (int)Math.Min(1 / (1 - stays), averages.Count / 4)), lowest = Math.Clamp(averages.IndexOf(averages.Min()), settled + 1, averages.Count - 1);
                return rates[Enumerable.Range(settled, lowest - settled).MinBy(i => averages[i + 1] - averages[i - 1])];
            }
        }

        /// <summary>Runs the test on arrays, in as many passes as the steps take.</summary>
        /// <param name="model">A compiled model, frozen as it will be trained.</param>
        /// <param name="x">Inputs.</param>
        /// <param name="y">Targets.</param>
        /// <param name="batch_size">Samples in a step; 32 unless given. The suggestion is for this size.</param>
        /// <param name="class_weight">The weight of each class's samples.</param>
        /// <returns>The suggestion.</returns>
        /// <exception cref="ValueError">The model is not compiled, its learning rate follows a schedule, or the loss is no number from the start.</exception>
        public double find(Model model, DataArgument x, DataArgument? y = null, int? batch_size = null, Dictionary<int, double>? class_weight = null) =>
            Find(model, test => model.fit(x, y, batch_size, epochs: count, verbose: 0, callbacks: [test], class_weight: class_weight));

        /// <summary>Runs the test on batches: an iterator method, a data set, any sequence of <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</summary>
        /// <inheritdoc cref="find(Model, DataArgument, DataArgument, int?, Dictionary{int, double})"/>
        [OverloadResolutionPriority(-1)]
        public double find<TBatch>(Model model, IEnumerable<TBatch> x, Dictionary<int, double>? class_weight = null) =>
            Find(model, test => model.fit(x, epochs: count, verbose: 0, callbacks: [test], class_weight: class_weight));

        private double Find(Model model, Action<RangeTest> fit)
        {
            if (model.Compiled is not { } compiled) throw new ValueError($"LearningRateFinder: the model '{model.name}' is not compiled. Compile it first.");
            if (compiled.Optimizer.learning_rate.schedule is not null)
                throw new ValueError("LearningRateFinder: the optimizer's learning rate follows a schedule, so it cannot be tried out. Compile with a number, and with the schedule afterwards.");
            History? history = model.history;
            RangeTest test = new(this);
            try { fit(test); }
            finally
            {
                test.Restore();
                model.CompileAgain(compiled.Optimizer);
                if (history is not null) model.SetHistory(history);
            }
            return suggestion;
        }

        /// <summary>The test itself, as a part of a fit: sets the rate of each step and takes its loss.</summary>
        private sealed class RangeTest(LearningRateFinder finder) : Callback
        {
            private List<(Variable Variable, NDArray Value)> before = [];
            private double average, lowest = double.PositiveInfinity;
            private bool stop;

            public override void on_train_begin(IReadOnlyDictionary<string, double> logs)
            {
                finder.rates.Clear();
                finder.averages.Clear();
                model.optimizer.Build(model.trainable_weights);
                before = [.. model.variables.Concat(model.optimizer.variables).Select(v => (v, v.numpy()))];
            }

            public override void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs)
            {
                int step = finder.rates.Count;
                finder.rates.Add(finder.first * Math.Pow(max_rate / finder.first, step / (finder.count - 1.0)));
                model.optimizer.learning_rate = finder.rates[^1];
                model.reset_metrics();                                          // so that the loss is this step's alone
            }

            private readonly double max_rate = finder.Last;

            public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
            {
                double loss = logs["loss"];
                int step = finder.averages.Count + 1;
                average = finder.stays * average + (1 - finder.stays) * loss;
                double smooth = average / (1 - Math.Pow(finder.stays, step));
                stop = !double.IsFinite(smooth) || step > 1 && smooth > finder.end * lowest && lowest > 0;
                if (stop) finder.rates.RemoveAt(finder.rates.Count - 1);
                else finder.averages.Add(smooth);
                lowest = Math.Min(lowest, smooth);
                if (stop || step >= finder.count) model.stop_training = true;
            }

            public void Restore()
            {
                foreach ((Variable variable, NDArray value) in before) variable.assign(value);
            }
        }

        private double Last { get; } = max_learning_rate;
    }
}

namespace KerasTransfer
{
    public sealed partial class TransferApi
    {
        /// <inheritdoc cref="Transfer.LearningRateFinder(double, double, int, double, double)"/>
        public LearningRateFinder LearningRateFinder(double min_learning_rate = 1e-7, double max_learning_rate = 10, int steps = 100, double smoothing = 0.9, double stop_factor = 4) =>
            new(min_learning_rate, max_learning_rate, steps, smoothing, stop_factor);
    }
}
