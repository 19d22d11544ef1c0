using System.Runtime.InteropServices;
using KerasTransfer.Graph;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// A chain of element-wise operations run tile by tile: intermediate values stay in the processor's first-level cache, and only the step's outputs are
/// written to memory. Broadcast operands are spread into a tile of their own.
/// </summary>
internal sealed unsafe class FusedKernels : IRunnable
{
    private const int Tile = 2048;                      // elements: 8 KiB of float32; a handful of them fit the cache
    private const int Grain = 16 * Tile;                // elements that are worth another thread

    private readonly int size;
    private readonly Operand[] operands;                // what is read from memory, and what lies in tiles
    private readonly Instruction[] instructions;
    private readonly nint[] inputAddresses;
    private readonly WorkerPool pool;
    private readonly Lane[] lanes;

    /// <summary>A value in the step: read from or written to memory, or only in a tile (<see cref="Slot"/> ≥ 0), or spread into one.</summary>
    private readonly record struct Operand(Location Memory, bool InMemory, int Slot, int ElementSize, Spread Spread);

    private readonly record struct Instruction(Tensor Node, int[] Inputs, int Output);

    public FusedKernels(Step step, Func<Tensor, Location> locate, nint[] inputAddresses, WorkerPool pool)
    {
        (this.inputAddresses, this.pool) = (inputAddresses, pool);
        size = checked((int)step.Last.shape.Size);
        List<Operand> list = [];
        Dictionary<(Tensor, Spread), int> known = [];
        Stack<int> freeSlots = [];
        int slots = 0;
        int Slot() => freeSlots.TryPop(out int s) ? s : slots++;

        Dictionary<Tensor, int> lastUse = [];
        for (int i = 0; i < step.Nodes.Count; i++)
            foreach (Tensor input in step.Nodes[i].Inputs) lastUse[Schedule.Root(input)] = i;

        List<Instruction> program = [];
        for (int i = 0; i < step.Nodes.Count; i++)
        {
            Tensor node = step.Nodes[i];
            int[] inputs = new int[node.Inputs.Count];
            for (int j = 0; j < inputs.Length; j++)
            {
                Tensor input = node.Inputs[j], root = Schedule.Root(input);
                Spread spread = known.ContainsKey((root, Spread.None)) && step.Nodes.Contains(root) ? Spread.None : Spread.Of(root.Op is Ops.Full ? Shape.Scalar : input.shape, node.shape);
                if (!known.TryGetValue((root, spread), out int operand))
                {
                    // Spread operands keep their tile for the whole step: numbers are spread once per run, rows once per tile.
                    known[(root, spread)] = operand = list.Count;
                    list.Add(new Operand(locate(root), true, spread.IsNone ? -1 : slots++, root.dtype.Size, spread));
                }
                inputs[j] = operand;
            }
            bool stored = step.Outputs.Contains(node);
            // The result may take the place of an input of the same width: each element is read before it is written. One of another width would be
            // overwritten before it is read, and is free only afterwards.
            int[] ended = [.. node.Inputs.Select(Schedule.Root).Distinct().Where(input => lastUse[input] == i)
                .Select(input => known.TryGetValue((input, Spread.None), out int o) && !list[o].InMemory ? o : -1).Where(o => o >= 0)];
            foreach (int o in ended.Where(o => list[o].ElementSize == node.dtype.Size)) freeSlots.Push(list[o].Slot);
            int slot = stored ? -1 : Slot();
            foreach (int o in ended.Where(o => list[o].ElementSize != node.dtype.Size)) freeSlots.Push(list[o].Slot);
            known[(node, Spread.None)] = list.Count;
            program.Add(new Instruction(node, inputs, list.Count));
            list.Add(new Operand(stored ? locate(node) : default, stored, slot, node.dtype.Size, Spread.None));
        }
        operands = [.. list];
        instructions = [.. program];
        int threads = Math.Max(1, Math.Min(pool.Threads, size / Grain));
        lanes = [.. Enumerable.Range(0, threads).Select(_ => new Lane(instructions, slots, operands.Length, pool))];
        body = RunLane;
    }

    private readonly Action<int> body;

    public void Run()
    {
        if (size == 0) return;
        if (lanes.Length == 1) RunLane(0);
        else pool.Run(lanes.Length, body);
    }

    private void RunLane(int number)
    {
        Lane lane = lanes[number];
        int tiles = (size + Tile - 1) / Tile;
        int start = (int)((long)tiles * number / lanes.Length) * Tile, end = Math.Min(size, (int)((long)tiles * (number + 1) / lanes.Length) * Tile);
        for (int i = 0; i < operands.Length; i++)
            if (operands[i].InMemory && operands[i].Spread.Period == 1)         // one number: the same in every tile
                operands[i].Spread.Fill(Base(i), operands[i].ElementSize, 0, Math.Min(Tile, size), lane.Slot(operands[i].Slot));
        for (int at = start; at < end; at += Tile)
        {
            int count = Math.Min(Tile, end - at);
            for (int i = 0; i < operands.Length; i++)
            {
                Operand operand = operands[i];
                if (operand.Slot < 0) lane.Pointers[i] = Base(i) + (nint)at * operand.ElementSize;
                else
                {
                    lane.Pointers[i] = lane.Slot(operand.Slot);
                    if (operand.InMemory && operand.Spread.Period != 1) operand.Spread.Fill(Base(i), operand.ElementSize, at, count, lane.Pointers[i]);
                }
            }
            for (int i = 0; i < instructions.Length; i++)
            {
                Instruction instruction = instructions[i];
                KernelCall call = lane.Calls[i];
                for (int j = 0; j < instruction.Inputs.Length; j++) call.Bind(j, lane.Pointers[instruction.Inputs[j]], count);
                call.Bind(instruction.Inputs.Length, lane.Pointers[instruction.Output], count);
                instruction.Node.Op.Run(call);
            }
        }
    }

    private nint Base(int operand) => operands[operand].Memory.Input >= 0 ? inputAddresses[operands[operand].Memory.Input] : operands[operand].Memory.Address;

    /// <summary>What one thread works with: its tiles and its kernels.</summary>
    private sealed class Lane(Instruction[] instructions, int slots, int operands, WorkerPool pool)
    {
        private const int SlotBytes = Tile * sizeof(double);
        private readonly nint tiles = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(1, slots) * SlotBytes, 64);

        public KernelCall[] Calls { get; } = [.. instructions.Select(i => new KernelCall(i.Node, pool))];
        public nint[] Pointers { get; } = new nint[operands];

        /// <summary>A tile's address; the slot's number is below the number of slots, and no tile holds more than <see cref="Tile"/> elements of 8 bytes.</summary>
        public nint Slot(int number) => tiles + number * SlotBytes;

        ~Lane() => NativeMemory.AlignedFree((void*)tiles);
    }
}
