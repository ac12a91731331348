using CsMonolith.Platform;

namespace CsMonolith.Journey.People;

/// <summary>People as files name them: by address, or by a name that one person alone has.</summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<string, Person> _byEmail;
    private readonly Dictionary<string, Person> _byName;

    private KnownPeople(IReadOnlyList<Person> all)
    {
        _byEmail = all.Where(person => person.Email is not null).ToDictionary(person => person.Email!);
        _byName = all.Where(person => person.LeftOn is null)
            .GroupBy(person => Nearest.Key(person.Name))
            .Where(group => group.Key.Length > 0 && group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single());
    }

    /// <summary>Reads everybody.</summary>
    public static async Task<KnownPeople> Read(JourneyDb db, CancellationToken cancellation) =>
        new(await db.Set<Person>().AsNoTracking().ToListAsync(cancellation));

    /// <summary>The person of an address or a name; <c>null</c> if nobody has it, or several.</summary>
    public Person? Named(string text) =>
        _byEmail.GetValueOrDefault(Person.Normal(text)!) ?? _byName.GetValueOrDefault(Nearest.Key(text));
}
