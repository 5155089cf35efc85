namespace CnnGen.Runtime.Tests.Data;

/// <summary>Damages files at random, in the ways files get damaged and attackers like.</summary>
internal static class Mutation
{
    private static readonly byte[] s_telling = [0, 1, 0x7F, 0x80, 0xFF, (byte)'"', (byte)'{', (byte)'[', (byte)'-', (byte)'9', (byte)'e'];

    public static byte[] Of(byte[] original, Random random)
    {
        var content = original.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var place = random.Next(content.Count + 1);
            switch (random.Next(6))
            {
                case 0 when place < content.Count:
                    content[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when place < content.Count:
                    content[place] = s_telling[random.Next(s_telling.Length)];
                    break;
                case 2:
                    content.Insert(place, s_telling[random.Next(s_telling.Length)]);
                    break;
                case 3 when place < content.Count:
                    content.RemoveRange(place, random.Next(Math.Min(8, content.Count - place) + 1));
                    break;
                case 4 when place < content.Count && random.Next(4) == 0:
                    content.RemoveRange(place, content.Count - place);
                    break;
                default:
                    content.InsertRange(place, content.Skip(random.Next(content.Count + 1)).Take(random.Next(32)).ToArray());
                    break;
            }
        }

        return [.. content];
    }
}
