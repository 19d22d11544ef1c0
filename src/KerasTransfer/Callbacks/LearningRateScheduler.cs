using KerasTransfer.Callbacks;

namespace KerasTransfer.Callbacks
{
    /// <summary>Sets the learning rate before each epoch. After keras.callbacks.LearningRateScheduler.</summary>
    /// <param name="schedule">From the epoch's number (from 0) and the present rate to the new one.</param>
    /// <param name="verbose">Whether to say so.</param>
    public sealed class LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0) : Callback
    {
        /// <summary>Sets the learning rate before each epoch.</summary>
        /// <param name="schedule">From the epoch's number (from 0) to the rate.</param>
        /// <param name="verbose">Whether to say so.</param>
        public LearningRateScheduler(Func<int, double> schedule, int verbose = 0) : this((epoch, _) => schedule(epoch), verbose) { }

        /// <inheritdoc/>
        public override void on_epoch_begin(int epoch, IReadOnlyDictionary<string, double> logs)
        {
            double rate = schedule(epoch, model.optimizer.learning_rate);
            model.optimizer.learning_rate = rate;
            if (verbose > 0) Say($"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {PythonText.Repr(rate)}.");
        }

        /// <inheritdoc/>
        public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs) => AddLog(logs, "learning_rate", model.optimizer.learning_rate);
    }
}

namespace KerasTransfer
{
    public sealed partial class CallbacksApi
    {
        /// <summary>Sets the learning rate before each epoch.</summary>
        /// <param name="schedule">From the epoch's number (from 0) to the rate.</param>
        /// <param name="verbose">Whether to say so.</param>
        public LearningRateScheduler LearningRateScheduler(Func<int, double> schedule, int verbose = 0) => new(schedule, verbose);
    }
}
