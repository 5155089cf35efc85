using System.Globalization;

namespace CnnGen;

/// <summary>
/// Weights and the state of training in one safetensors file: the optimizer's slots and the best weights as tensors whose names begin with
/// "training/", everything else as texts of the header whose keys begin with "training.".
/// </summary>
internal static class CheckpointFile
{
    private const string KeyPrefix = "training.";

    public static void Save(string path, WeightStore store, TrainingState state)
    {
        var metadata = WeightFile.Metadata(store.Description);
        foreach (var (key, value) in state.Settings)
            metadata[KeyPrefix + key] = value;
        metadata["training.epoch"] = Text(state.Epoch);
        metadata["training.step"] = Text(state.Step);
        metadata["training.learning_rate"] = Text(state.Rates.Last);
        metadata["training.history"] = state.History.ToCsv();
        if (state.CheckpointBest is { } best)
            metadata["training.checkpoint_best"] = Text(best.Value);

        var tensors = WeightFile.Weights(store).Sources(() => store.Current);
        for (var i = 0; i < state.Optimizer.SlotNames.Length; i++)
        {
            var slot = i;
            tensors = tensors.Concat(Slot(store, state, slot).Sources(() => state.Optimizer.Slot(slot)));
        }

        if (state.EarlyStopping is { } stopping)
        {
            metadata["training.early_stopping_best"] = Text(stopping.Best.Value);
            metadata["training.early_stopping_wait"] = Text(stopping.Wait);
            if (stopping.BestWeights is { } weights)
            {
                metadata["training.best_weights"] = "true";
                tensors = tensors.Concat(BestWeights(store).Sources(() => weights));
            }
        }

        SafetensorsWriter.Write(path, metadata, tensors);
    }

    /// <summary>Brings weights and state to where they were. The weights change last, so that a file which does not fit changes nothing.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint of this network and these options.</exception>
    public static void Load(string path, WeightStore store, TrainingState state)
    {
        using var file = SafetensorsFile.Open(path);
        var reader = new CheckpointTexts(file, path);
        reader.CheckSettings(state.Settings);
        var hasBest = file.Metadata.ContainsKey("training.best_weights");
        TensorGroup[] groups =
        [
            WeightFile.Weights(store),
            .. state.Optimizer.SlotNames.Select((_, slot) => Slot(store, state, slot)),
            .. hasBest ? [BestWeights(store)] : Array.Empty<TensorGroup>(),
        ];
        WeightFile.Check(file, path, store.Description, groups);

        state.Epoch = (int)reader.Whole("epoch", int.MaxValue);
        state.Step = reader.Whole("step", uint.MaxValue);
        state.Rates.Last = reader.Rate("learning_rate");
        state.History = reader.History("history", state.Epoch);
        if (state.CheckpointBest is { } best)
            best.Value = reader.Number("checkpoint_best");
        if (state.EarlyStopping is { } stopping)
        {
            stopping.Best.Value = reader.Number("early_stopping_best");
            stopping.Wait = (int)reader.Whole("early_stopping_wait", int.MaxValue);
            if (hasBest)
                BestWeights(store).Read(file, stopping.BestWeights = new float[store.Values.Length]);
        }

        for (var slot = 0; slot < state.Optimizer.SlotNames.Length; slot++)
            Slot(store, state, slot).Read(file, state.Optimizer.Slot(slot));
        WeightFile.Read(file, store);
    }

    private static TensorGroup Slot(WeightStore store, TrainingState state, int slot) =>
        new(store.Description, $"{WeightFile.TrainingPrefix}{state.Optimizer.SlotNames[slot]}/");

    private static TensorGroup BestWeights(WeightStore store) => new(store.Description, $"{WeightFile.TrainingPrefix}best/");

    // A double's shortest text that reads back as the same bits.
    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Reads the texts of a checkpoint's header.</summary>
    private sealed class CheckpointTexts(SafetensorsFile file, string path)
    {
        public void CheckSettings(KeyValuePair<string, string>[] settings)
        {
            foreach (var (key, expected) in settings)
            {
                var found = Required(key);
                if (found != expected)
                {
                    throw new InvalidDataException(
                        $"{path} was written by a run with {key} \"{found}\", but this one has \"{expected}\". Resume with the options of the run that was interrupted.");
                }
            }
        }

        public long Whole(string key, long most) =>
            long.TryParse(Required(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most
                ? value
                : throw Damaged(key, $"a whole number from 0 to {most}");

        public double Number(string key) =>
            double.TryParse(Required(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Damaged(key, "a number");

        public double Rate(string key) =>
            Number(key) is >= 0 and < double.PositiveInfinity and var rate ? rate : throw Damaged(key, "a finite number of at least 0");

        public History History(string key, int epochs)
        {
            try
            {
                var history = CnnGen.History.FromCsv(Required(key));
                return history.Epochs == epochs ? history : throw new FormatException($"The history has {history.Epochs} epochs.");
            }
            catch (FormatException)
            {
                throw Damaged(key, $"the lines of {epochs} epochs");
            }
        }

        private string Required(string key) => file.Metadata.TryGetValue(KeyPrefix + key, out var text)
            ? text
            : throw new InvalidDataException(
                $"{path} has no \"{KeyPrefix}{key}\", so it is no checkpoint that training can go on from. Use a file that FitOptions.Checkpoint wrote, or LoadWeights to start from its weights.");

        private InvalidDataException Damaged(string key, string expected) =>
            new($"{path}: \"{KeyPrefix}{key}\" is \"{Shortened(Required(key))}\", expected {expected}. The file is damaged; resume from another one.");

        private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}...";
    }
}
