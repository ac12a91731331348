using CsMonolith.Learning.Models;

namespace CsMonolith.Health.Models.Registry;

/// <summary>Finds models by alias or name, and registers new ones.</summary>
internal sealed class ModelRegistry(HealthDb db)
{
    public Task<ModelVersion?> Champion(CancellationToken cancellation) =>
        db.Set<ModelVersion>().FirstOrDefaultAsync(model => model.Alias == ModelAlias.Champion, cancellation);

    /// <summary>
    /// The model of a name, or the one that is <c>champion</c> or <c>challenger</c>: a name begins with a day, so that
    /// none can be mistaken for the other.
    /// </summary>
    public Task<ModelVersion?> Find(string name, CancellationToken cancellation) =>
        name switch
        {
            "champion" => Champion(cancellation),
            "challenger" => db.Set<ModelVersion>()
                .FirstOrDefaultAsync(model => model.Alias == ModelAlias.Challenger, cancellation),
            _ => db.Set<ModelVersion>().SingleOrDefaultAsync(model => model.Name == name, cancellation),
        };

    /// <summary>The version that holds an artefact already for what a run foretells; <c>null</c> if none does.</summary>
    public Task<ModelVersion?> Same(string sha256, RunFacts run, CancellationToken cancellation) =>
        db.Set<ModelVersion>()
            .AsNoTracking()
            .Where(model =>
                model.ArtefactSha256 == sha256
                && model.Outcome == run.Outcome
                && model.HorizonDays == run.HorizonDays
                && model.Policy == run.Policy
            )
            .OrderBy(model => model.Id)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>Names of the models that were taken out of service by going back.</summary>
    public async Task<HashSet<string>> Withdrawn(CancellationToken cancellation) =>
        [
            .. await db.Set<ModelVersion>()
                .Where(model => model.WithdrawnAt != null)
                .Select(model => model.Name)
                .ToListAsync(cancellation),
        ];

    /// <summary>Reads the learned model of a version. It was checked in full when it was registered.</summary>
    public async Task<ProbabilityModel> Load(ModelVersion version, CancellationToken cancellation)
    {
        var json = await db.Set<ModelArtefact>()
            .Where(row => row.Id == version.Id)
            .Select(row => row.Json)
            .SingleAsync(cancellation);
        return Artefact.Read(json).Value;
    }

    /// <summary>
    /// The next free name of today: <c>2026-11-21-1</c>. Call it inside the transaction that registers the model.
    /// </summary>
    public async Task<string> NextName(CancellationToken cancellation)
    {
        var today = $"{db.Clock.Today:yyyy-MM-dd}-";
        var names = await db.Set<ModelVersion>()
            .Where(model => model.Name.StartsWith(today))
            .Select(model => model.Name)
            .ToListAsync(cancellation);
        return today
            + (
                names
                    .Select(name => int.Parse(name[today.Length..], System.Globalization.CultureInfo.InvariantCulture))
                    .DefaultIfEmpty(0)
                    .Max() + 1
            );
    }

    /// <summary>Registers a model as the challenger and retires the challenger before it.</summary>
    public async Task Enter(ModelVersion version, string artefact, CancellationToken cancellation)
    {
        foreach (
            var before in await db.Set<ModelVersion>()
                .Where(model => model.Alias == ModelAlias.Challenger)
                .ToListAsync(cancellation)
        )
        {
            before.Retire();
        }

        db.Add(version);
        db.Add(new ModelArtefact { Id = version.Id, Json = artefact });
    }
}
