using System.Runtime.InteropServices;
using KerasTransfer.Graph;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// A chain of element-wise operations run tile by tile: intermediate values stay in the processor's first-level cache, and only the step's outputs are
/// written to memory. Broadcast operands are spread into a tile of their own.
/// </summary>
internal sealed unsafe class FusedKernels : IRunnable
{
    private const int LongestTile = 2048;               // elements: 8 KiB of float32; a handful of them fit the cache
    private const int Grain = 8 * LongestTile;          // elements that are worth another thread

    private readonly int size, tile;
    private readonly Operand[] operands;                // what is read from memory, and what lies in tiles
    private readonly Instruction[] instructions;
    private readonly int[] once, each;                  // operands that are spread once per run, and for each tile
    private readonly nint[] inputAddresses;
    private readonly WorkerPool pool;
    private readonly Lane[] lanes;
    private readonly Action<int> body;

    /// <summary>A value in the step: read from or written to memory, or only in a tile (<see cref="Slot"/> ≥ 0), or spread into one.</summary>
    private readonly record struct Operand(Location Memory, bool InMemory, int Slot, int ElementSize, Spread Spread, bool IsFixed);

    private readonly record struct Instruction(Op Op, Tensor Node, int[] Inputs, int Output);

    public FusedKernels(Step step, Func<Tensor, Location> locate, nint[] inputAddresses, WorkerPool pool)
    {
        (this.inputAddresses, this.pool) = (inputAddresses, pool);
        size = checked((int)step.Last.shape.Size);
        List<Operand> list = [];
        Dictionary<(Tensor, Spread), int> known = [];
        Stack<int> freeSlots = [];
        int slots = 0;

        Dictionary<Tensor, int> lastUse = [];
        for (int i = 0; i < step.Nodes.Count; i++)
            foreach (Tensor input in step.Nodes[i].Inputs) lastUse[Schedule.Root(input)] = i;

        int Slot() => freeSlots.TryPop(out int s) ? s : slots++;

        List<Instruction> program = [];
        for (int i = 0; i < step.Nodes.Count; i++)
        {
            Tensor node = step.Nodes[i];
            int[] inputs = new int[node.Inputs.Count];
            for (int j = 0; j < inputs.Length; j++)
            {
                Tensor input = node.Inputs[j], root = Schedule.Root(input);
                Spread spread = step.Makes(root) ? Spread.None : Spread.Of(root.Op is Ops.Full ? Shape.Scalar : input.shape, node.shape);
                if (!known.TryGetValue((root, spread), out int operand))
                {
                    // Spread operands keep their tile for the whole step: numbers are spread once, rows once per tile.
                    known[(root, spread)] = operand = list.Count;
                    list.Add(new Operand(locate(root), true, spread.IsNone ? -1 : slots++, root.dtype.Size, spread, root.Op is Ops.Full or Ops.Constant && spread.Period == 1));
                }
                inputs[j] = operand;
            }
            bool stored = step.Outputs.Contains(node);
            // The result may be written over an operand that ends here only if their elements are of one width; others are free from the next kernel on.
            Operand[] ending = [.. node.Inputs.Select(Schedule.Root).Distinct().Where(input => lastUse[input] == i && step.Makes(input)).Select(input => list[known[(input, Spread.None)]]).Where(o => !o.InMemory)];
            foreach (Operand o in ending.Where(o => o.ElementSize == node.dtype.Size)) freeSlots.Push(o.Slot);
            int slot = stored ? -1 : Slot();
            foreach (Operand o in ending.Where(o => o.ElementSize != node.dtype.Size)) freeSlots.Push(o.Slot);
            known[(node, Spread.None)] = list.Count;
            program.Add(new Instruction(node.Op, node, inputs, list.Count));
            list.Add(new Operand(stored ? locate(node) : default, stored, slot, node.dtype.Size, Spread.None, false));
        }
        operands = [.. list];
        instructions = [.. program];
        // Rows along the last axes (a number per channel) are the same in every tile if a tile is a number of whole rows.
        int rows = 1;
        foreach (Operand o in operands)
            if (o.InMemory && IsRow(o.Spread) && LeastCommonMultiple(rows, o.Spread.Period) is <= LongestTile and var joint) rows = (int)joint;
        tile = LongestTile / rows * rows;
        bool IsOnce(Spread s) => s.Period == 1 || (IsRow(s) && tile % s.Period == 0);
        bool IsSpread(int i, bool isOnce) => operands[i].InMemory && !operands[i].Spread.IsNone && !operands[i].IsFixed && IsOnce(operands[i].Spread) == isOnce;
        once = [.. Enumerable.Range(0, operands.Length).Where(i => IsSpread(i, isOnce: true))];
        each = [.. Enumerable.Range(0, operands.Length).Where(i => IsSpread(i, isOnce: false))];
        int threads = Math.Max(1, Math.Min(pool.Threads, size / Grain));
        lanes = [.. Enumerable.Range(0, threads).Select(_ => new Lane(instructions, slots, operands, pool))];
        foreach (Lane lane in lanes)
            for (int i = 0; i < operands.Length; i++)
            {
                if (operands[i].Slot >= 0) lane.Pointers[i] = lane.Slot(operands[i].Slot);
                if (operands[i].IsFixed) operands[i].Spread.Fill(operands[i].Memory.Address, operands[i].ElementSize, 0, Math.Min(tile, size), lane.Pointers[i]);
            }
        body = RunLane;
    }

    private static bool IsRow(Spread s) => s is { Inner: 1, Period: > 1, To: null };
    private static long LeastCommonMultiple(int a, int b) => (long)a / (int)System.Numerics.BigInteger.GreatestCommonDivisor(a, b) * b;

    public void Run()
    {
        if (size == 0) return;
        if (lanes.Length == 1) RunLane(0);
        else pool.Run(lanes.Length, body);
    }

    private void RunLane(int number)
    {
        Lane lane = lanes[number];
        int tiles = (size + tile - 1) / tile;
        int start = (int)((long)tiles * number / lanes.Length) * tile, end = (int)Math.Min(size, (long)tiles * (number + 1) / lanes.Length * tile);
        foreach (int i in once) operands[i].Spread.Fill(operands[i].Memory.In(inputAddresses), operands[i].ElementSize, 0, Math.Min(tile, size), lane.Pointers[i]);
        for (int at = start, count; at < end; at += count)
        {
            count = Math.Min(tile, end - at);
            for (int i = 0; i < operands.Length; i++)
                if (operands[i].Slot < 0) lane.Pointers[i] = operands[i].Memory.In(inputAddresses) + (nint)at * operands[i].ElementSize;
            foreach (int i in each) operands[i].Spread.Fill(operands[i].Memory.In(inputAddresses), operands[i].ElementSize, at, count, lane.Pointers[i]);
            for (int i = 0; i < instructions.Length; i++)
            {
                KernelCall call = lane.Calls[i];
                int[] inputs = instructions[i].Inputs;
                for (int j = 0; j < inputs.Length; j++) call.Bind(j, lane.Pointers[inputs[j]], count);
                call.Bind(inputs.Length, lane.Pointers[instructions[i].Output], count);
                instructions[i].Op.Run(call);
            }
        }
    }

    /// <summary>What one thread works with: its tiles and its kernels.</summary>
    private sealed class Lane(Instruction[] instructions, int slots, Operand[] operands, WorkerPool pool)
    {
        private const int SlotBytes = LongestTile * sizeof(double);
        private readonly nint tiles = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(1, slots) * SlotBytes, 64);

        public KernelCall[] Calls { get; } = [.. instructions.Select(i => new KernelCall(i.Node, pool))];
        public nint[] Pointers { get; } = new nint[operands.Length];

        /// <summary>A tile's address; the slot's number is below the number of slots, and no tile holds more than <see cref="LongestTile"/> elements of 8 bytes.</summary>
        public nint Slot(int number) => tiles + number * SlotBytes;

        ~Lane() => NativeMemory.AlignedFree((void*)tiles);
    }
}
