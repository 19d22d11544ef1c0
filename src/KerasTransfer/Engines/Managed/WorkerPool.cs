using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.Engines.Managed;

/// <summary>A region's work, cut into numbered parts that may run in any order and on any thread.</summary>
/// <remarks>A struct, handed over by address: starting a region allocates nothing. What the parts are must follow from the size of the problem alone,
/// never from the number of threads; then the numbers are the same for any number of threads.</remarks>
internal interface IWork
{
    /// <summary>Does part <paramref name="part"/>; may run at the same time as the other parts, on the same struct.</summary>
    void Run(int part);
}

/// <summary>Threads of our own that share out the parts of one region at a time.</summary>
/// <remarks>Workers spin shortly for the next region, then park. A region started while another one runs (from a second thread, or from within a part) is simply run by its caller.</remarks>
internal sealed unsafe class WorkerPool : IDisposable
{
    // _state: one word, so that "is a region open, and am I in time for it" is one compare-exchange.
    //   bits 0-15 workers inside · bits 16-30 participants (with the caller) · bit 31 open · bits 32-63 number of the region
    private const long InsideMask = 0xFFFF, Open = 1L << 31;
    private const int ParticipantsShift = 16, RegionShift = 32, MaxThreads = 1024;
    private const int Stride = 16;   // longs between two participants' counters: two cache lines, for the adjacent-line prefetcher

    private static readonly long SpinTicks = System.Diagnostics.Stopwatch.Frequency / 20_000;   // 50 µs
    private static WorkerPool? s_default;
    private static readonly Lock s_gate = new();

    private readonly Worker[] _workers;
    private readonly long[] _counters;   // participant t: next part to take at [t * Stride], end of its share at [t * Stride + 1]
    private long _state;
    private int _busy;
    private volatile bool _stopping;
    private void* _work;
    private delegate*<void*, int, void> _run;
    private ExceptionDispatchInfo? _failure;

    private sealed class Worker
    {
        public readonly SemaphoreSlim Wake = new(0);
        public int Parked;
    }

    /// <summary>A pool of <paramref name="threads"/> threads, the caller's among them.</summary>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = Math.Min(threads, MaxThreads);
        _workers = new Worker[Threads - 1];
        _counters = new long[(Threads + 1) * Stride];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Worker();
            int participant = i + 1;
            new Thread(() => Work(participant)) { IsBackground = true, Name = $"KerasTransfer worker {participant}" }.Start();
        }
    }

    /// <summary>Runs every part on the calling thread.</summary>
    public static WorkerPool Serial { get; } = new(1);

    /// <summary>The pool used unless another is given: one thread per processor, or what the environment variable KERAS_NUM_THREADS says.</summary>
    public static WorkerPool Default
    {
        get
        {
            if (Volatile.Read(ref s_default) is { } pool) return pool;
            lock (s_gate) return s_default ??= new WorkerPool(ThreadsFromEnvironment());
        }
    }

    /// <summary>Threads of <see cref="Default"/>; setting it replaces that pool.</summary>
    public static int DefaultThreads
    {
        get => Default.Threads;
        set
        {
            WorkerPool? old;
            lock (s_gate)
            {
                if (s_default?.Threads == value) return;
                old = s_default;
                s_default = new WorkerPool(value);
            }
            old?.Dispose();
        }
    }

    /// <summary>Threads that share the parts, the caller's among them.</summary>
    public int Threads { get; }

    private static int ThreadsFromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("KERAS_NUM_THREADS"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int threads) && threads > 0
            ? threads : Environment.ProcessorCount;

    /// <summary>Runs parts 0 … <paramref name="parts"/> - 1 of <paramref name="work"/> and returns when all are done. What a part throws is thrown here.</summary>
    public void Run<TWork>(int parts, TWork work) where TWork : struct, IWork
    {
        if (parts <= 0) return;
        if (parts == 1 || Threads == 1 || _stopping || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++) work.Run(part);
            return;
        }

        // `work` is this frame's copy: it stays where it is until this method returns, and the method returns only when no worker is inside.
        _work = Unsafe.AsPointer(ref work);
        _run = &RunPart<TWork>;
        int participants = Math.Min(Threads, parts);
        for (int t = 0; t < participants; t++)
        {
            _counters[(t + 1) * Stride] = (long)parts * t / participants;
            _counters[(t + 1) * Stride + 1] = (long)parts * (t + 1) / participants;
        }
        long region = ((_state >> RegionShift) + 1) << RegionShift;
        Interlocked.Exchange(ref _state, region | Open | ((long)participants << ParticipantsShift));   // a full fence: the flags below are read after it
        for (int i = 0; i < participants - 1; i++)
        {
            Worker worker = _workers[i];
            if (Volatile.Read(ref worker.Parked) == 1 && Interlocked.Exchange(ref worker.Parked, 0) == 1) worker.Wake.Release();
        }

        Participate(0, participants);

        Interlocked.And(ref _state, ~Open);
        for (int spins = 0; (Volatile.Read(ref _state) & InsideMask) != 0; spins++)
        {
            if (spins < 20_000) Pause(); else Thread.Yield();
        }
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        _work = null;
        Volatile.Write(ref _busy, 0);
        failure?.Throw();
    }

    /// <summary>Runs <paramref name="part"/> for 0 … <paramref name="parts"/> - 1; for callers that hold a delegate anyway.</summary>
    public void Run(int parts, Action<int> part) => Run(parts, new DelegateWork(part));

    /// <summary>Ends the workers, once they are done with a region that may be running; later regions are run by their callers.</summary>
    public void Dispose()
    {
        _stopping = true;
        foreach (Worker worker in _workers)
        {
            if (Interlocked.Exchange(ref worker.Parked, 0) == 1) worker.Wake.Release();
        }
    }

    private static void RunPart<TWork>(void* work, int part) where TWork : struct, IWork => Unsafe.AsRef<TWork>(work).Run(part);

    private void Participate(int self, int participants)
    {
        try
        {
            // First one's own share, so that parts find their data in the same core's cache from region to region; then what others have left.
            for (int i = 0; i < participants; i++)
            {
                int t = self + i;
                if (t >= participants) t -= participants;
                ref long next = ref _counters[(t + 1) * Stride];
                long end = _counters[(t + 1) * Stride + 1];
                while (Volatile.Read(ref next) < end)
                {
                    long part = Interlocked.Increment(ref next) - 1;
                    if (part >= end) break;
                    _run(_work, (int)part);
                }
            }
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            for (int t = 0; t < participants; t++) Interlocked.Exchange(ref _counters[(t + 1) * Stride], long.MaxValue / 2);   // nobody starts another part
        }
    }

    private void Work(int self)
    {
        Worker worker = _workers[self - 1];
        long seen = -1, spinUntil = 0;
        while (!_stopping)
        {
            if (TryEnter(self, ref seen, out int participants))
            {
                Participate(self, participants);
                Interlocked.Decrement(ref _state);
                spinUntil = 0;
                continue;
            }
            long now = System.Diagnostics.Stopwatch.GetTimestamp();
            if (spinUntil == 0) spinUntil = now + SpinTicks;
            if (now < spinUntil)
            {
                for (int i = 0; i < 8; i++) Pause();
                continue;
            }

            // Say "parked", then look once more: a region opened before the flag was seen is found here, one opened after it sees the flag.
            Interlocked.Exchange(ref worker.Parked, 1);
            if (!_stopping && !CanEnter(self, seen, Volatile.Read(ref _state)) || Interlocked.Exchange(ref worker.Parked, 0) == 0) worker.Wake.Wait();
            spinUntil = 0;
        }
    }

    private static bool CanEnter(int self, long seen, long state) =>
        (state & Open) != 0 && state >> RegionShift != seen && self < (int)((state >> ParticipantsShift) & 0x7FFF);

    private bool TryEnter(int self, ref long seen, out int participants)
    {
        long state = Volatile.Read(ref _state);
        participants = (int)((state >> ParticipantsShift) & 0x7FFF);
        while (CanEnter(self, seen, state))
        {
            long before = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (before == state)
            {
                seen = state >> RegionShift;
                return true;
            }
            state = before;
            participants = (int)((state >> ParticipantsShift) & 0x7FFF);
        }
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pause()
    {
        if (X86Base.IsSupported) X86Base.Pause(); else Thread.SpinWait(1);
    }

    private readonly struct DelegateWork(Action<int> part) : IWork
    {
        public void Run(int index) => part(index);
    }
}
