using System.Runtime.InteropServices;
using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// A scheduled function with its memory plan. Each call borrows a workspace (the memory and the bound kernels), so that calls from several threads do not
/// meet; those that change variables wait for each other.
/// </summary>
internal sealed class ManagedProgram(Schedule schedule) : IProgram
{
    private readonly MemoryPlan plan = new(schedule);
    private readonly Constants constants = new(schedule);
    private readonly Stack<Workspace> idle = [];
    private readonly Lock updating = new();

    public Schedule Schedule => schedule;
    public MemoryPlan Plan => plan;

    public NDArray[] Run(IReadOnlyList<NDArray> inputs)
    {
        NDArray[] outputs = [.. schedule.Function.Outputs.Select(o => NDArray.Uninitialized(o.shape, o.dtype))];
        Run(inputs, outputs);
        return outputs;
    }

    public void Run(IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs)
    {
        Check("Input", schedule.Function.Inputs, inputs);
        Check("Output", schedule.Function.Outputs, outputs);
        Workspace workspace = Borrow();
        try
        {
            if (schedule.Function.Updates.Count == 0) workspace.Run(inputs, outputs);
            else lock (updating) workspace.Run(inputs, outputs);
            for (int i = 0; i < schedule.Function.Updates.Count; i++) schedule.Function.Updates[i].Variable.Changes++;
        }
        finally
        {
            lock (idle) idle.Push(workspace);
        }
    }

    /// <summary>The best time in seconds of each step in a number of runs, by a clock of one's choice; they count as runs.</summary>
    public double[] Profile(IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs, int runs, Func<double>? clock = null)
    {
        clock ??= static () => System.Diagnostics.Stopwatch.GetTimestamp() / (double)System.Diagnostics.Stopwatch.Frequency;
        Workspace workspace = Borrow();
        double[] best = new double[schedule.Steps.Count];
        Array.Fill(best, double.PositiveInfinity);
        for (int i = 0; i < runs; i++) workspace.Run(inputs, outputs, best, clock);
        lock (idle) idle.Push(workspace);
        return best;
    }

    private Workspace Borrow()
    {
        WorkerPool pool = WorkerPool.Default;
        lock (idle)
            while (idle.TryPop(out Workspace? workspace))
                if (workspace.Pool == pool) return workspace;                   // those of a pool that was replaced are left to the collector
        return new Workspace(schedule, plan, constants, pool);
    }

    private static void Check(string what, IReadOnlyList<Tensor> expected, IReadOnlyList<NDArray> given)
    {
        if (given.Count != expected.Count) throw new ValueError($"{what}s: expected {expected.Count} arrays, got {given.Count}.");
        for (int i = 0; i < given.Count; i++)
            if (given[i].dtype != expected[i].dtype || given[i].shape != expected[i].shape)
                throw new ValueError($"{what} {i}: expected {expected[i].dtype} of shape {expected[i].shape}, got {given[i].dtype} of shape {given[i].shape}.");
    }

    /// <summary>The values known before the first run, in memory that never moves.</summary>
    internal sealed class Constants
    {
        private readonly Dictionary<Tensor, (NDArray Array, nint Address)> values = [];

        public Constants(Schedule schedule)
        {
            foreach (Step step in schedule.Steps)
                foreach (Tensor read in step.Reads) Add(read, whole: !step.Fused);
            foreach (Tensor root in schedule.Function.Roots) Add(Schedule.Root(root), whole: true);
        }

        public nint this[Tensor tensor, bool whole] => (whole || tensor.Op is not Ops.Full ? values[tensor] : values[Scalar(tensor)]).Address;

        private void Add(Tensor tensor, bool whole)
        {
            if (tensor.Op is not (Constant or Ops.Full)) return;
            Tensor kept = whole || tensor.Op is not Ops.Full ? tensor : Scalar(tensor);
            if (values.ContainsKey(kept)) return;
            if (kept.Op is Constant { Address: not 0 } pinned) { values[kept] = (pinned.Value, pinned.Address); return; }
            NDArray array = Pinned.Array(kept.shape, kept.dtype, out nint address);
            KernelCall call = new(kept, WorkerPool.Default);
            call.Bind(0, address, array.size);
            kept.Op.Run(call);
            values[kept] = (array, address);
        }

        // A fused step spreads one element over its tile, however large the tensor is. The node is kept, so that it is found again.
        private readonly Dictionary<Tensor, Tensor> scalars = [];

        private Tensor Scalar(Tensor full)
        {
            if (full.shape == Shape.Scalar) return full;
            if (!scalars.TryGetValue(full, out Tensor? scalar)) scalars[full] = scalar = ((Ops.Full)full.Op with { Shape = Shape.Scalar }).On();
            return scalar;
        }
    }

    /// <summary>The memory of one running call and the kernels bound to it.</summary>
    private sealed unsafe class Workspace
    {
        private readonly Schedule schedule;
        private readonly nint block;
        private readonly long length;
        private readonly IRunnable[] steps;
        private readonly (Location From, nint To, long Bytes)[] assignments;
        private readonly (Location From, long Bytes)[] outputs;
        private readonly nint[] inputAddresses;
        private readonly GCHandle[] pins;

        public Workspace(Schedule schedule, MemoryPlan plan, Constants constants, WorkerPool pool)
        {
            (this.schedule, Pool, length) = (schedule, pool, Math.Max(plan.Length, 64));
            block = (nint)NativeMemory.AlignedAlloc((nuint)length, 64);
            GC.AddMemoryPressure(length);
            inputAddresses = new nint[schedule.Function.Inputs.Count];
            pins = new GCHandle[inputAddresses.Length];

            Location Locate(Tensor t, bool whole) => t.Op switch
            {
                Placeholder p => new(0, p.Index),
                ReadVariable read => new(read.Variable.Address, -1),
                Constant or Ops.Full => new(constants[t, whole], -1),
                _ when schedule.InPlace.TryGetValue(t, out Variable? variable) => new(variable.Address, -1),
                _ => new(block + (nint)plan.Offsets[t], -1),
            };
            steps = [.. schedule.Steps.Select(s =>
                s.Fused ? (IRunnable)new FusedKernels(s, t => Locate(t, whole: false), inputAddresses, pool)
                : s.Product is { } product ? new ProductKernel(product, t => Locate(t, whole: true), inputAddresses, pool)
                : new SingleKernel(s.Last, t => Locate(t, whole: true), inputAddresses, pool))];
            assignments = [.. schedule.Assignments.Select(a => (Locate(a.Value, true), a.Variable.Address, Bytes(a.Value)))];
            outputs = [.. schedule.Function.Outputs.Select(o => (Locate(Schedule.Root(o), true), Bytes(o)))];
        }

        ~Workspace()
        {
            NativeMemory.AlignedFree((void*)block);
            GC.RemoveMemoryPressure(length);
        }

        /// <summary>The threads that the kernels are bound to.</summary>
        public WorkerPool Pool { get; }

        private static long Bytes(Tensor t) => t.shape.Size * t.dtype.Size;

        public void Run(IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> results, double[]? best = null, Func<double>? clock = null)
        {
            int pinned = 0;
            try
            {
                for (; pinned < pins.Length; pinned++)
                {
                    NDArray array = inputs[pinned];
                    pins[pinned] = GCHandle.Alloc(array.Storage, GCHandleType.Pinned);
                    inputAddresses[pinned] = pins[pinned].AddrOfPinnedObject() + (nint)array.Offset * array.dtype.Size;
                }
                if (best is null)
                    foreach (IRunnable step in steps) step.Run();
                else
                    for (int i = 0; i < steps.Length; i++)
                    {
                        double start = clock!();
                        steps[i].Run();
                        best[i] = Math.Min(best[i], clock() - start);
                    }
                // Bounds: each copy is as long as the value, and places, variables and results were made for just that shape and type.
                foreach ((Location from, nint to, long bytes) in assignments) Buffer.MemoryCopy((void*)from.In(inputAddresses), (void*)to, bytes, bytes);
                for (int i = 0; i < outputs.Length; i++)
                    fixed (byte* to = &Pinned.Start(results[i])) Buffer.MemoryCopy((void*)outputs[i].From.In(inputAddresses), to, outputs[i].Bytes, outputs[i].Bytes);
            }
            finally
            {
                for (int i = 0; i < pinned; i++) pins[i].Free();
                GC.KeepAlive(schedule);
                GC.KeepAlive(this);
            }
        }
    }
}

/// <summary>An address known beforehand, or the number of the input that has it in a run.</summary>
internal readonly record struct Location(nint Address, int Input)
{
    /// <summary>The address in a run whose inputs lie there.</summary>
    public nint In(nint[] inputAddresses) => Input >= 0 ? inputAddresses[Input] : Address;
}

/// <summary>A step bound to its memory.</summary>
internal interface IRunnable
{
    void Run();
}

/// <summary>One operation on whole tensors.</summary>
internal sealed class SingleKernel : IRunnable
{
    private readonly KernelCall call;
    private readonly (Location Location, int Length)[] operands;
    private readonly nint[] inputAddresses;

    public SingleKernel(Tensor node, Func<Tensor, Location> locate, nint[] inputAddresses, WorkerPool pool)
    {
        call = new KernelCall(node, pool);
        operands = [.. node.Inputs.Select(i => (locate(Schedule.Root(i)), checked((int)i.shape.Size))), (locate(node), checked((int)node.shape.Size))];
        this.inputAddresses = inputAddresses;
    }

    public void Run()
    {
        for (int i = 0; i < operands.Length; i++) call.Bind(i, operands[i].Location.In(inputAddresses), operands[i].Length);
        call.Node.Op.Run(call);
    }
}
