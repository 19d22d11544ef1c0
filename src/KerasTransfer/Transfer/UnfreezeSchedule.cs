using KerasTransfer.Transfer;

namespace KerasTransfer.Transfer
{
    /// <summary>
    /// Trains more and more of a pretrained model: at the beginning of given epochs it is unfrozen from a layer on. The optimizer goes on with what it knows of the weights that were trained
    /// already (moments, averages); for new ones it begins at zero. Gradual unfreezing is of Howard and Ruder 2018, https://arxiv.org/abs/1801.06146, section 3.3.
    /// </summary>
    /// <remarks>Without it what is trainable is taken note of by <c>compile</c> alone. Adam's correction of its first steps counts the optimizer's steps, so the first ones of weights
    /// that come later are up to three times as long; a lower rate for them (<c>keras.transfer.layer_rates</c>) is common anyway.</remarks>
    public sealed class UnfreezeSchedule : Callback
    {
        private readonly Model base_model;
        private readonly SortedDictionary<int, UnfreezeFrom> schedule;
        private readonly bool batch_normalization;
        private readonly int verbose;
        private int? applied;

        /// <summary>A schedule.</summary>
        /// <param name="base_model">The pretrained model.</param>
        /// <param name="schedule">By the number of an epoch, from 0: the first layer that is trained from then on.</param>
        /// <param name="batch_normalization">Whether BatchNormalization layers are unfrozen too.</param>
        /// <param name="verbose">Whether to say so.</param>
        /// <exception cref="ValueError">The schedule is empty, an epoch is below 0, or the model has no such layer.</exception>
        public UnfreezeSchedule(Model base_model, Dictionary<int, UnfreezeFrom> schedule, bool batch_normalization = false, int verbose = 0)
        {
            if (schedule.Count == 0) throw new ValueError("UnfreezeSchedule: the schedule is empty. Give it epochs: new() { [3] = \"block5_conv1\", [6] = 0.5 }.");
            if (schedule.Keys.Min() < 0) throw new ValueError($"UnfreezeSchedule: epochs are counted from 0. Received: {schedule.Keys.Min()}");
            foreach (UnfreezeFrom from in schedule.Values) from.First(base_model);
            (this.base_model, this.schedule, this.batch_normalization, this.verbose) = (base_model, new(schedule), batch_normalization, verbose);
        }

        /// <inheritdoc/>
        public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => applied = null;

        /// <inheritdoc/>
        public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs)
        {
            int due = schedule.Keys.LastOrDefault(e => e <= epoch, -1);         // not only the epoch's own: training may begin later
            if (due < 0 || due == applied) return;
            applied = due;
            schedule[due].Apply(base_model, batch_normalization);
            model.TrainableChanged();
            if (verbose > 0)
                Say($"\nEpoch {epoch + 1}: UnfreezeSchedule trains {base_model.name} from layer {schedule[due].First(base_model)} on, {model.trainable_weights.Sum(w => w.shape.Size):N0} parameters in all.");
        }
    }
}

namespace KerasTransfer
{
    public sealed partial class TransferApi
    {
        /// <inheritdoc cref="Transfer.UnfreezeSchedule(Model, Dictionary{int, UnfreezeFrom}, bool, int)"/>
        public UnfreezeSchedule UnfreezeSchedule(Model base_model, Dictionary<int, UnfreezeFrom> schedule, bool batch_normalization = false, int verbose = 0) =>
            new(base_model, schedule, batch_normalization, verbose);
    }
}
