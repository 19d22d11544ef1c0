using KerasTransfer.Transfer;

namespace KerasTransfer.Transfer
{
    /// <summary>
    /// One cycle of the learning rate over a whole training, step by step: up from a low one to the highest, then down to almost nothing, each along half a cosine.
    /// Smith 2018, https://arxiv.org/abs/1803.09820; the cosine and the defaults are those that became usual (Howard and Gugger 2020, https://arxiv.org/abs/2002.04688).
    /// </summary>
    /// <param name="max_learning_rate">The highest rate: what <see cref="LearningRateFinder"/> suggests.</param>
    /// <param name="pct_start">The share of the steps in which the rate rises.</param>
    /// <param name="div_factor">The first rate is the highest divided by this.</param>
    /// <param name="final_div_factor">The last rate is the first divided by this.</param>
    /// <param name="total_steps">The steps of the cycle; null for all of the training, which needs data of known length or <c>steps_per_epoch</c>.</param>
    /// <remarks>The momentum, which the paper moves the other way, stays as it is.</remarks>
    public sealed class OneCycle(double max_learning_rate, double pct_start = 0.3, double div_factor = 25, double final_div_factor = 1e4, int? total_steps = null) : Callback
    {
        private readonly double highest = max_learning_rate > 0 ? max_learning_rate : throw new ValueError($"OneCycle: max_learning_rate must be above 0. Received: {Saving.ConfigJson.Number(max_learning_rate)}");
        private readonly double rising = pct_start is > 0 and < 1 ? pct_start : throw new ValueError($"OneCycle: pct_start must lie between 0 and 1. Received: {Saving.ConfigJson.Number(pct_start)}");
        private readonly double first = div_factor >= 1 ? max_learning_rate / div_factor : throw new ValueError($"OneCycle: div_factor must be 1 or more. Received: {Saving.ConfigJson.Number(div_factor)}");
        private readonly double last = final_div_factor >= 1 ? max_learning_rate / div_factor / final_div_factor
            : throw new ValueError($"OneCycle: final_div_factor must be 1 or more. Received: {Saving.ConfigJson.Number(final_div_factor)}");
        private readonly int? given = total_steps is null or > 1 ? total_steps : throw new ValueError($"OneCycle: total_steps must be 2 or more. Received: {total_steps}");
        private int step, steps;

        /// <inheritdoc/>
        public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => (step, steps) = (0, 0);

        /// <inheritdoc/>
        public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs)
        {
            if (steps > 0) return;
            steps = given ?? (@params["steps"] is int each && @params["epochs"] is int epochs ? each * (epochs - epoch)
                : throw new ValueError("OneCycle: how many steps an epoch has is not known here. Give fit steps_per_epoch, or OneCycle total_steps."));
        }

        /// <inheritdoc/>
        public override void on_train_batch_begin(int batch, IReadOnlyDictionary<string, double> logs) => model.optimizer.learning_rate = RateAt(step++, steps);

        /// <inheritdoc/>
        public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => AddLog(logs, "learning_rate", model.optimizer.learning_rate);

        /// <summary>The rate of a step, counted from 0; after the last one it stays.</summary>
        internal double RateAt(int step, int steps)
        {
            double done = Math.Min(1, step / Math.Max(1.0, steps - 1));
            return done < rising ? Between(first, highest, done / rising) : Between(highest, last, (done - rising) / (1 - rising));
        }

        private static double Between(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
    }
}

namespace KerasTransfer
{
    public sealed partial class TransferApi
    {
        /// <inheritdoc cref="Transfer.OneCycle(double, double, double, double, int?)"/>
        public OneCycle OneCycle(double max_learning_rate, double pct_start = 0.3, double div_factor = 25, double final_div_factor = 1e4, int? total_steps = null) =>
            new(max_learning_rate, pct_start, div_factor, final_div_factor, total_steps);
    }
}
