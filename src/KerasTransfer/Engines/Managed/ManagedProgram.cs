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

    public NDArray[] Run(IReadOnlyList<NDArray> inputs)
    {
        NDArray[] outputs = [.. schedule.Function.Outputs.Select(o => NDArray.Zeros(o.shape, o.dtype))];
        Run(inputs, outputs);
        return outputs;
    }

    public void Run(IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs)
    {
        Check(inputs);
        Workspace workspace = Borrow();
        try
        {
            if (schedule.Function.Updates.Count == 0) workspace.Run(inputs, outputs);
            else lock (updating) workspace.Run(inputs, outputs);
        }
        finally
        {
            lock (idle) idle.Push(workspace);
        }
    }

    private Workspace Borrow()
    {
        lock (idle)
            if (idle.TryPop(out Workspace? workspace)) return workspace;
        return new Workspace(schedule, plan, constants, WorkerPool.Default);
    }

    private void Check(IReadOnlyList<NDArray> inputs)
    {
        IReadOnlyList<Tensor> expected = schedule.Function.Inputs;
        if (inputs.Count != expected.Count) throw new ValueError($"Expected {expected.Count} inputs, got {inputs.Count}.");
        for (int i = 0; i < inputs.Count; i++)
            if (inputs[i].dtype != expected[i].dtype || inputs[i].shape != expected[i].shape)
                throw new ValueError($"Input {i}: expected {expected[i].dtype} of shape {expected[i].shape}, got {inputs[i].dtype} of shape {inputs[i].shape}.");
    }

    /// <summary>The values known before the first run, in memory that never moves.</summary>
    internal sealed class Constants
    {
        private readonly Dictionary<Tensor, (NDArray Array, nint Address)> values = [];

        public Constants(Schedule schedule)
        {
            foreach (Step step in schedule.Steps)
                foreach (Tensor read in step.Reads()) Add(read, whole: !step.Fused);
            foreach (Tensor output in schedule.Function.Roots) Add(Schedule.Root(output), whole: true);
        }

        public nint this[Tensor tensor, bool whole] => (whole || tensor.Op is not Ops.Full ? values[tensor] : values[Scalar(tensor)]).Address;

        private void Add(Tensor tensor, bool whole)
        {
            if (tensor.Op is not (Constant or Ops.Full)) return;
            Tensor kept = whole || tensor.Op is not Ops.Full ? tensor : Scalar(tensor);
            if (values.ContainsKey(kept)) return;
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
        private readonly IRunnable[] steps;
        private readonly (nint From, Variable To, int Bytes)[] assignments;
        private readonly (nint Address, int Input, int Bytes)[] outputs;
        private readonly nint[] inputAddresses;
        private readonly GCHandle[] pins;

        public Workspace(Schedule schedule, MemoryPlan plan, Constants constants, WorkerPool pool)
        {
            this.schedule = schedule;
            block = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(plan.Length, 64), 64);
            GC.AddMemoryPressure(Math.Max(plan.Length, 64));
            pressure = Math.Max(plan.Length, 64);
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
            steps = [.. schedule.Steps.Select(s => s.Fused
                ? (IRunnable)new FusedKernels(s, t => Locate(t, whole: false), inputAddresses, pool)
                : new SingleKernel(s.Last, t => Locate(t, whole: true), inputAddresses, pool))];
            assignments = [.. schedule.Assignments.Select(a => (From(Locate(a.Value, true)), a.Variable, Bytes(a.Value)))];
            outputs = [.. schedule.Function.Outputs.Select(o => Locate(Schedule.Root(o), true) is var l ? (l.Address, l.Input, Bytes(o)) : default)];
        }

        private readonly long pressure;

        ~Workspace()
        {
            NativeMemory.AlignedFree((void*)block);
            GC.RemoveMemoryPressure(pressure);
        }

        // An update may be an input itself; its address is known only in the run.
        private static nint From(Location l) => l.Input >= 0 ? -1 - l.Input : l.Address;
        private static int Bytes(Tensor t) => checked((int)t.shape.Size * t.dtype.Size);

        public void Run(IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> results)
        {
            int pinned = 0;
            try
            {
                for (; pinned < inputs.Count; pinned++)
                {
                    NDArray array = inputs[pinned];
                    pins[pinned] = GCHandle.Alloc(array.Storage, GCHandleType.Pinned);
                    inputAddresses[pinned] = pins[pinned].AddrOfPinnedObject() + array.Offset * array.dtype.Size;
                }
                foreach (IRunnable step in steps) step.Run();
                // Bounds: each copy is as long as the value, and places, variables and results were made for just that shape and type.
                foreach ((nint from, Variable to, int bytes) in assignments)
                    new ReadOnlySpan<byte>((void*)(from < 0 ? inputAddresses[-1 - (int)from] : from), bytes).CopyTo(new Span<byte>((void*)to.Address, bytes));
                for (int i = 0; i < outputs.Length; i++)
                    new ReadOnlySpan<byte>((void*)(outputs[i].Input >= 0 ? inputAddresses[outputs[i].Input] : outputs[i].Address), outputs[i].Bytes).CopyTo(Pinned.Bytes(results[i]));
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
internal readonly record struct Location(nint Address, int Input);

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
        for (int i = 0; i < operands.Length; i++)
            call.Bind(i, operands[i].Location.Input >= 0 ? inputAddresses[operands[i].Location.Input] : operands[i].Location.Address, operands[i].Length);
        call.Node.Op.Run(call);
    }
}
