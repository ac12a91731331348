using CsMonolith.Bench;

SQLitePCL.Batteries_V2.Init();
var parsed = Commands.Root().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : code;
