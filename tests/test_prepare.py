from tests.scratch import manage, scratch_database


def test_prepare_makes_an_empty_folder_ready_and_costs_little_the_second_time(tmp_path):
    data = tmp_path / "the data"
    data.mkdir()
    with scratch_database(data) as database:
        first = manage("prepare", database=database, folder=data)
        second = manage("prepare", database=database, folder=data)
        unapplied = manage("migrate", "--check", database=database, folder=data)

    collecting = "Collecting and compressing the static files (a few seconds, only when they changed) …"
    assert first.splitlines() == ["Preparing the database …", collecting]
    assert second.splitlines() == ["Preparing the database …"]
    assert unapplied == ""
    assert (data / "static" / "staticfiles.json").is_file()


def test_prepare_names_the_setting_where_the_database_does_not_answer(tmp_path, monkeypatch):
    database = {"ENGINE": "django.db.backends.postgresql", "USER": "desk", "PASSWORD": "", "HOST": "127.0.0.1"}
    database |= {"PORT": 1, "NAME": "desk"}

    said = manage("prepare", database=database, folder=tmp_path, expect=1)

    assert said.startswith("CommandError: The database cannot be used: ")
    assert said.rstrip().endswith("Check DATABASE_URL, or DATA_DIR and its free space.")
