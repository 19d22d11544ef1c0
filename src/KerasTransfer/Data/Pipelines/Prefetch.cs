using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The same elements, made ahead of time by another thread while the last ones are in use.</summary>
    /// <param name="buffer_size">How many are ready at most; 2 for <c>tf.data.AUTOTUNE</c>.</param>
    public Dataset prefetch(long buffer_size) => buffer_size is AUTOTUNE or >= 0 ? new PrefetchDataset(this, buffer_size == AUTOTUNE ? 2 : (int)Math.Min(buffer_size, int.MaxValue)) { class_names = class_names, file_paths = file_paths }
        : throw new ValueError($"buffer_size must be 0 or more, or tf.data.AUTOTUNE. Received: buffer_size={buffer_size}");
}

internal sealed class PrefetchDataset(Dataset source, int size) : DerivedDataset(source)
{
    internal override Pass NewPass() => size == 0 ? Source.NewPass() : new PrefetchPass(Source.NewPass(), size);
}

/// <summary>A thread of its own goes through the source, some elements ahead. It starts with the first <see cref="Next"/> and ends with the source or with <see cref="Dispose"/>.</summary>
internal sealed class PrefetchPass(Pass source, int size) : DerivedPass(source)
{
    private readonly Queue<(Element? Element, Exception? Error)> ready = [];
    private Thread? thread;
    private bool stopped, ended;

    public override Element? Next()
    {
        if (ended) return null;
        if (thread is null)
        {
            thread = new Thread(Run) { IsBackground = true, Name = "Dataset.prefetch" };
            thread.Start();
        }
        (Element? Element, Exception? Error) next;
        lock (ready)
        {
            while (ready.Count == 0) Monitor.Wait(ready);
            next = ready.Dequeue();
            Monitor.PulseAll(ready);
        }
        if (next.Error is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(next.Error);
        ended = next.Element is null;
        return next.Element;
    }

    private void Run()
    {
        for (bool more = true; more;)
        {
            lock (ready)
            {
                while (ready.Count >= size && !stopped) Monitor.Wait(ready);
                if (stopped) return;
            }
            (Element? Element, Exception? Error) made;
            try { made = (Source.Next(), null); }
            catch (Exception e) { made = (null, e); }                           // thrown where the element is asked for
            more = made.Element is not null || made.Error is not null;
            lock (ready)
            {
                ready.Enqueue(made);
                Monitor.PulseAll(ready);
            }
        }
    }

    public override void Dispose()
    {
        lock (ready)
        {
            stopped = true;
            Monitor.PulseAll(ready);
        }
        thread?.Join();
        base.Dispose();
    }
}
